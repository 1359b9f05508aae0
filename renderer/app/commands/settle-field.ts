/**
 * Lets the field that is in use count what was typed, as if it were left and entered again: a command may take the page away, or
 * lock the project, before it is left.
 */
export function settleField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.blur();
  field.focus({ preventScroll: true });
}
