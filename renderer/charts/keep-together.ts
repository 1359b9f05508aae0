/** A text in which "n = 12" stays on one line. */
export function keepTogether(text: string): string {
  return text.replace(/\bn = (?=\d)/g, 'n\u00a0=\u00a0');
}
