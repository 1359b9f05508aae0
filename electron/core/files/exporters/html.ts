/** Markup that is ready to be written out. Texts become markup only through `html`, which escapes them. */
export interface Html {
  readonly markup: string;
}
type Part = string | number | Html | readonly Html[];

/** Control characters, which neither HTML nor XML allow, become U+FFFD; tabs and line ends stay. */
export function printable(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

/** `&`, `<`, `>` and both quotes, so that a text is safe in content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** "n = 12" and "p < .001" are not broken. */
function onOneLine(text: string): string {
  return text.replace(/\b(n|p) ([<=>]) (?=[.\d])/g, '$1\u00a0$2\u00a0');
}

function write(part: Part): string {
  if (typeof part === 'string') return escapeHtml(onOneLine(part));
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
