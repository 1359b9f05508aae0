/**
 * Advance widths of Helvetica in thousandths of the font size (Adobe font metrics, 1989) for U+0020 to U+007E. Arial and
 * Liberation Sans share them, and other plain sans-serif fonts come close.
 */
const helvetica = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Room for fonts that run wider than Helvetica, such as DejaVu Sans and Verdana. */
const widerFonts = 1.15;

/** Bold letters, against normal ones. */
export const boldWidth = 1.07;

function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = helvetica[code - 0x20];
  if (known !== undefined) return known;
  if (/\p{Mark}|\p{Cf}/u.test(character)) return 0;
  if (code === 0x2009 || code === 0x202f) return 200;
  // Scripts whose letters fill a square.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u.test(character))
    return 1000;
  return /\p{Lu}/u.test(character) ? 722 : 580;
}

/** Estimated width of one line of text in pixels, for layout where no font can be measured. */
export function textWidth(text: string, fontSize: number): number {
  let total = 0;
  for (const character of text) total += advance(character);
  return (total / 1000) * fontSize * widerFonts;
}

/**
 * Breaks a text into lines that fit a width, between words; a single word that does not fit is broken inside. At most
 * `mostLines` lines; what is left out of the last one is marked by an ellipsis.
 */
export function wrapText(text: string, width: number, fontSize: number, mostLines = 3): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, fontSize) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, fontSize);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '') lines.push(line);
  if (lines.length === 0) return [''];
  return lines.length <= mostLines ? lines : shorten(lines, mostLines, width, fontSize);
}

function breakWord(word: string, width: number, fontSize: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character, fontSize) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

function shorten(lines: readonly string[], mostLines: number, width: number, fontSize: number): string[] {
  const kept = lines.slice(0, mostLines);
  const characters = [...(kept[mostLines - 1] ?? '')];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return [...kept.slice(0, -1), `${characters.join('').trimEnd()}…`];
}
