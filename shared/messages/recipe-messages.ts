/** What a person reads about the faults of a recipe. Sentences of other areas are in messages.ts. */

export function recipeMissing(path: string): string {
  return `The recipe ${path} does not exist. Check the path.`;
}

export function recipeUnreadable(path: string): string {
  return `The recipe ${path} cannot be read. Check that it is a file and that you may read it.`;
}

export function recipeNotUtf8(path: string): string {
  return `The recipe ${path} is not encoded as UTF-8. Save it with this encoding.`;
}

export function recipeInvalid(path: string, count: number, first: string): string {
  return count === 1
    ? `The recipe ${path} cannot be used: ${first}`
    : `The recipe ${path} cannot be used because of ${count} faults. The first one: ${first}`;
}

export function studyInvalid(count: number, first: string): string {
  return count === 1
    ? `The study cannot be used: ${first}`
    : `The study cannot be used because of ${count} faults. The first one: ${first}`;
}

export function recipeFieldFault(field: string, message: string): string {
  const sentence = message.endsWith('?') ? message : `${message}.`;
  return field === '' ? sentence : `${field}: ${sentence}`;
}

export function recipeDataMissing(path: string): string {
  return `the data file ${path} does not exist; paths are relative to the folder of the recipe`;
}

export function recipeDataFolder(path: string): string {
  return `${path} is not a file`;
}

export function fieldMissing(): string {
  return 'is missing';
}

export function fieldEmpty(): string {
  return 'is empty';
}

export function fieldUnusable(): string {
  return 'cannot be used as it is written';
}

export function fieldNeedsText(): string {
  return 'needs more text';
}

export function fieldNeedsItems(count: number): string {
  return `needs at least ${count} ${count === 1 ? 'entry' : 'entries'}`;
}

export function fieldOutOfRange(bound: string, limit: number): string {
  return `must be ${bound} ${limit}`;
}

const kindsInWords: Readonly<Record<string, string>> = {
  object: 'a block of keys',
  record: 'a block of keys',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

export function fieldWrongKind(expected: string, found: string): string {
  const wanted = kindsInWords[expected] ?? expected;
  const quotes = expected === 'string' && /^[\d.+-]|^(?:true|false)$/.test(found) ? '; put it in quotes' : '';
  return `must be ${wanted}, not ${found}${quotes}`;
}

export function fieldNotAmong(known: readonly string[], found: string, near: string | undefined): string {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return `must be ${known.length === 1 ? '' : 'one of '}${known.join(', ')}, not ${found}${hint}`;
}

export function fieldUnknown(known: readonly string[], near: string | undefined): string {
  if (near !== undefined) return `is not known; did you mean "${near}"?`;
  return `is not known here; there are ${known.join(', ')}`;
}

export function yamlKeyTwice(key: string): string {
  return `"${key}" stands here a second time; keep one.`;
}

export function anchorMissing(name: string): string {
  return `"*${name}" refers to an anchor "&${name}" that does not stand above it.`;
}

export function excessiveAliases(): string {
  return 'The aliases ("*") of this file multiply too often. Write out what they stand for.';
}

/** A fault of the YAML itself; `detail` is the parser's own wording, for faults that are rare in recipes. */
export function yamlFault(code: string, detail: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'A tab stands at the start of this line. Indent with spaces.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'Text and a block of keys meet here. Put text that contains ": " in quotes, and check the indentation below.';
    case 'BAD_INDENT':
      return 'This line is indented differently from the lines it belongs to.';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'This looks like a key, but no ": " follows on the same line.';
    case 'BAD_SCALAR_START':
      return 'Text cannot start with this character. Put it in quotes.';
    case 'MULTIPLE_DOCS':
      return 'A recipe is one document. Remove the line "---" in the middle.';
    case 'MISSING_CHAR':
      if (detail.includes('quote')) return 'A closing quotation mark is missing.';
      return yamlUnreadable(detail);
    default:
      return yamlUnreadable(detail);
  }
}

function yamlUnreadable(detail: string): string {
  return `This cannot be read as YAML: ${detail.replace(/\.$/, '')}.`;
}
