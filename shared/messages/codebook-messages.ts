/** What a person reads about codebook files. */

export function codebookColumnsMissing(names: readonly string[]): string {
  return `The table lacks the ${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}. Its first row has to name the columns.`;
}

export function codebookNameMissing(): string {
  return 'the variable has no name.';
}

export function codebookCellUnknown(
  column: string,
  found: string,
  known: readonly string[],
  near: string | undefined,
): string {
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return `the ${column} has to be one of ${known.join(', ')}, not "${found}"${hint}`;
}

export function codebookOptionUnreadable(text: string): string {
  return `the option "${text}" has to be a code, a comma and a label, such as "1, yes".`;
}

export function codebookUnusable(path: string, count: number, first: string): string {
  return count === 1
    ? `The codebook ${path} cannot be used: ${first}`
    : `The codebook ${path} cannot be used because of ${count} faults. The first one: ${first}`;
}

export function codebookNotJson(): string {
  return 'It is not valid JSON.';
}

export function fileNotFound(path: string): string {
  return `The file ${path} does not exist. Check the path.`;
}

export function fileUnreadable(path: string): string {
  return `The file ${path} cannot be read. Check that it is a file and that you may read it.`;
}

export function fileAlreadyThere(path: string): string {
  return `${path} already exists. Replace it, or choose another name.`;
}
