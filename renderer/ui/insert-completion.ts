/** A text in which the characters `start` to `end` are replaced, and where the cursor stands afterwards: inside `()`, else behind. */
export function insertCompletion(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  inserted: string,
): { readonly text: string; readonly cursor: number } {
  const cursor = start + inserted.length - (inserted.endsWith('()') ? 1 : 0);
  return { text: `${text.slice(0, start)}${inserted}${text.slice(end)}`, cursor };
}
