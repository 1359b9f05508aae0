/** Enough of a hash to tell files apart at sight. */
const shown = 12;

export function shortHash(hash: string): string {
  return `${hash.slice(0, shown)}…`;
}

/** The beginning of a hash; the whole of it shows when it is pointed at. */
export function ShortHash({ hash }: { readonly hash: string }) {
  return <code title={hash}>{shortHash(hash)}</code>;
}
