/** Sentences about data files: what happened and what to do. */

// ---- Data files (delimited text) ----

export function dataFileUnreadable(path: string): string {
  return `The data file ${path} cannot be read. Check that it is a file, that you may read it and that its disk is connected.`;
}

export function dataFileEmpty(file: string): string {
  return `${file} is empty. Export the data again and choose the new file.`;
}

export function dataFileIsOther(file: string, kind: string): string {
  return `${file} is ${kind}, not delimited text. Save it as CSV there, and choose that file.`;
}

export function dataFileBinary(file: string): string {
  return `${file} holds bytes that are no text (NUL), so it is binary or in another encoding. Export it as CSV in UTF-8, or name its encoding.`;
}

export function dataFileMixedEncoding(file: string, line: number): string {
  return `${file} mixes encodings: line ${line} is not UTF-8, other lines are. Save it in one encoding, or name the encoding to read it with.`;
}

export function dataFileNotInEncoding(file: string, encoding: string, line: number): string {
  return `${file} is not in the encoding ${encoding}: near line ${line} stand bytes that it does not allow. Name the encoding the file was saved in.`;
}

export function dataFileQuoteOpen(file: string, line: number): string {
  return `In ${file} a quotation mark opens after line ${line} and never closes. Correct the file, or name another quote character.`;
}

export function dataFileQuoteTrailing(file: string, line: number): string {
  return `In ${file} text follows a closing quotation mark at line ${line}. Correct the file, or name another quote character.`;
}

export function dataFileRecordTooLong(file: string, line: number): string {
  return `In ${file} one record after line ${line} is longer than a million characters, so a quotation mark is probably not closed. Correct the file.`;
}

export function dataFileNoHeader(file: string): string {
  return `${file} has no row with column names. Add one, or say that it has none (header: none).`;
}

export function dataFileDuplicateHeaders(file: string, names: readonly string[]): string {
  return `In ${file} several columns have the same name: ${quoted(names)}. Rename them, so that every column has a name of its own.`;
}

export function dataFileNotQualtrics(file: string): string {
  return `${file} lacks the third header row of Qualtrics with import ids. Say that it has a plain header, or export it from Qualtrics again.`;
}

export function dataFileNoRows(file: string): string {
  return `${file} has column names but no rows of data. Export the data again and choose the new file.`;
}

export function dataFileAllRejected(file: string, records: number, columns: number): string {
  return `None of the ${records} rows of ${file} has the ${columns} fields its header names. Check the delimiter and the quote character.`;
}

export function dataColumnsMissing(
  file: string,
  missing: readonly { name: string; nearest: string | undefined }[],
): string {
  const list = missing.map(({ name, nearest }) =>
    nearest === undefined ? `"${name}"` : `"${name}" (did you mean "${nearest}"?)`,
  );
  return `${file} lacks ${list.length === 1 ? 'a column' : 'columns'} of the codebook: ${list.join(', ')}. Correct the names in the codebook or the file.`;
}

export function dataTooManyColumns(file: string, columns: number, most: number): string {
  return `${file} has ${columns} columns to store; at most ${most} are possible. Mark those you do not need as excluded in the codebook.`;
}

export function dataRowsUnreconciled(file: string, records: number, stored: number, rejected: number): string {
  return `${file} has ${records} records, but ${stored} were stored and ${rejected} rejected. Nothing was kept; import it again, and report this if it happens again.`;
}

export function dataFileChangedMeanwhile(file: string): string {
  return `${file} changed while it was being read. Nothing was kept; import it again when it is no longer written to.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

export function fileWriteFailed(path: string): string {
  return `${path} could not be written. Check that you may write there and that the disk has room.`;
}
