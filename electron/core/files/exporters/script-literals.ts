import type { Literal } from '../../../../shared/evaluation/reproduction/script-study.ts';

type Items = readonly Literal[];

function isList(value: Literal): value is Items {
  return Array.isArray(value);
}

/** ASCII only, so that the script reads the same under every locale. */
function quoted(text: string, escape: (codePoint: number) => string): string {
  const body = [...text].map((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    return codePoint < 32 || codePoint > 126 ? escape(codePoint) : character;
  });
  return `"${body.join('')}"`;
}

const hexadecimal = (codePoint: number, digits: number): string => codePoint.toString(16).padStart(digits, '0');

/** A value as R writes it: lists of texts or of numbers as vectors, other lists and records as `list(…)`. */
export function literalInR(value: Literal): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value, (codePoint) => `\\U{${hexadecimal(codePoint, 4)}}`);
  if (!isList(value)) {
    const fields = Object.entries(value).map(([name, entry]) => `${name} = ${literalInR(entry)}`);
    return `list(${fields.join(', ')})`;
  }
  if (value.length === 0) return 'c()';
  const kinds = new Set(value.map((entry) => typeof entry));
  const isVector = kinds.size === 1 && (kinds.has('string') || kinds.has('number'));
  return `${isVector ? 'c' : 'list'}(${value.map(literalInR).join(', ')})`;
}

/** A value as Python writes it. */
export function literalInPython(value: Literal): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    return quoted(value, (codePoint) =>
      codePoint > 0xffff ? `\\U${hexadecimal(codePoint, 8)}` : `\\u${hexadecimal(codePoint, 4)}`,
    );
  }
  if (isList(value)) return `[${value.map(literalInPython).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, entry]) => `"${name}": ${literalInPython(entry)}`)
    .join(', ')}}`;
}

/** A list with one entry a line. */
export function oneALine(open: string, entries: readonly string[], close: string): string {
  return entries.length === 0 ? `${open}${close}` : `${open}\n  ${entries.join(',\n  ')}\n${close}`;
}
