/** Markup that is ready to be written out. Texts become markup only through `html`, which escapes them. */
export interface Html {
  readonly markup: string;
}
type Part = string | number | Html | readonly Html[];

/** `&`, `<`, `>` and both quotes, so that a text is safe in content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return (
    text
      .replace(/[&<>"']/g, (character) => entities[character] ?? '')
      // Control characters are not allowed in HTML, whatever the data hold.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
  );
}

function write(part: Part): string {
  // "n = 12" stays on one line.
  if (typeof part === 'string') return escapeHtml(part).replace(/\bn = (?=\d)/g, 'n\u00a0=\u00a0');
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

/** Markup with texts set in and escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: strings.map((text, index) => text + (index < parts.length ? write(parts[index] ?? '') : '')).join(''),
  };
}

/** Markup made by the program itself, such as a rendered chart or the style sheet. */
export function trusted(markup: string): Html {
  return { markup };
}

export const nothing: Html = { markup: '' };

/** Texts that are set in an identifier or a fragment address. */
export function anchor(...parts: readonly string[]): string {
  return parts.map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '-')).join('-');
}
