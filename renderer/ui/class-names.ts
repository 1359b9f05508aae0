/** The names that are there, joined for a `class` attribute. */
export function classNames(...names: readonly (string | undefined | false | null)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
