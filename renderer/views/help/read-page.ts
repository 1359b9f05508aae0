/** A piece of a line. Pieces that hold pieces nest, as bold code does. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly content: readonly Inline[] }
  /** `target`: as it stands in the page, relative to it. */
  | { readonly kind: 'link'; readonly target: string; readonly content: readonly Inline[] };

type Line = readonly Inline[];

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly content: Line }
  | { readonly kind: 'paragraph' | 'quote'; readonly content: Line }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'code'; readonly text: string };

export interface Page {
  /** Of the first heading, without marks. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

/**
 * Reads the Markdown that the pages of `docs` are written in: headings, paragraphs, lists of one level, tables, quotes, blocks of
 * code, and in lines code, bold, emphasis and links. Anything else stays text, so nothing of a page becomes markup unseen.
 */
export function readPage(text: string): Page {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [first = '', ...rest] = lines.slice(at);
    if (first.trim() === '') {
      at += 1;
      continue;
    }
    const { block, length } = readBlock(first, rest);
    blocks.push(block);
    at += length;
  }
  const heading = blocks.find((block) => block.kind === 'heading');
  return { title: heading?.kind === 'heading' ? plainText(heading.content) : '', blocks };
}

/** What is read of a line, without marks. */
export function plainText(content: Line): string {
  return content.map((piece) => ('text' in piece ? piece.text : plainText(piece.content))).join('');
}

interface ReadBlock {
  readonly block: Block;
  /** Lines that it takes. */
  readonly length: number;
}

const fence = /^```/;
const heading = /^(#{1,6}) (.+)$/;
const listItem = /^(?:[-*]|(\d+)\.) (.*)$/;
const quoted = /^> ?(.*)$/;

function readBlock(first: string, rest: readonly string[]): ReadBlock {
  if (fence.test(first)) {
    const end = rest.findIndex((line) => fence.test(line));
    const code = end < 0 ? rest : rest.slice(0, end);
    return { block: { kind: 'code', text: code.join('\n') }, length: code.length + 2 };
  }
  const [, marks = '', title = ''] = heading.exec(first) ?? [];
  if (marks !== '') {
    const content = readLine(title);
    const id = placeOf(plainText(content));
    return { block: { kind: 'heading', level: marks.length, id, content }, length: 1 };
  }
  const others = untilBlank(rest);
  if (first.startsWith('|')) return readTable([first, ...others.filter((line) => line.startsWith('|'))]);
  if (listItem.test(first)) return readList([first, ...others]);
  const isQuote = quoted.test(first);
  const own = others.slice(0, endOfParagraph(others, isQuote));
  const joined = [first, ...own].map((line) => quoted.exec(line)?.[1] ?? line).join(' ');
  return { block: { kind: isQuote ? 'quote' : 'paragraph', content: readLine(joined) }, length: own.length + 1 };
}

function untilBlank(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.trim() === '');
  return end < 0 ? lines : lines.slice(0, end);
}

/** A list, a table or a block of code may follow a paragraph without a blank line. */
function endOfParagraph(lines: readonly string[], isQuote: boolean): number {
  const end = lines.findIndex(
    (line) =>
      fence.test(line) ||
      heading.test(line) ||
      listItem.test(line) ||
      line.startsWith('|') ||
      (!isQuote && quoted.test(line)),
  );
  return end < 0 ? lines.length : end;
}

function readList(lines: readonly string[]): ReadBlock {
  const items: string[] = [];
  let length = 0;
  for (const line of lines) {
    const [, , text] = listItem.exec(line) ?? [];
    if (text !== undefined) items.push(text);
    else if (fence.test(line) || heading.test(line)) break;
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
    length += 1;
  }
  const ordered = /^\d/.test(lines[0] ?? '');
  return { block: { kind: 'list', ordered, items: items.map(readLine) }, length };
}

function readTable(lines: readonly string[]): ReadBlock {
  const [head = [], , ...rows] = lines.map((line) => cellsOf(line).map(readLine));
  return { block: { kind: 'table', head, rows }, length: lines.length };
}

/** Cells between bars; bars in code do not count. */
function cellsOf(line: string): string[] {
  const cells = line.trim().match(/(?:`[^`]*`|[^|`])+|(?<=\|)(?=\|)/g) ?? [];
  return cells.map((cell) => cell.trim());
}

const pieces =
  /(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)|\*\*(?<strong>.+?)\*\*|(?<![\w*])\*(?=\S)(?<emphasis>[^*]+?)\*(?![\w*])|\[(?<label>[^\]]+)\]\((?<target>[^)\s]+)\)/g;

function readLine(text: string): Inline[] {
  const content: Inline[] = [];
  let end = 0;
  const addText = (plain: string): void => {
    if (plain !== '') content.push({ kind: 'text', text: plain });
  };
  for (const match of text.matchAll(pieces)) {
    addText(text.slice(end, match.index));
    content.push(readPiece(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  addText(text.slice(end));
  return content;
}

function readPiece({ code, strong, emphasis, label, target }: Readonly<Record<string, string | undefined>>): Inline {
  // Blanks let code begin or end with a backtick.
  if (code !== undefined) return { kind: 'code', text: code.replace(/^ (.*\S.*) $/, '$1') };
  if (strong !== undefined) return { kind: 'strong', content: readLine(strong) };
  if (emphasis !== undefined) return { kind: 'emphasis', content: readLine(emphasis) };
  return { kind: 'link', target: target ?? '', content: readLine(label ?? '') };
}

/** The place that links to a heading name. */
function placeOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}
