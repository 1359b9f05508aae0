/** What a person reads about a data file before it is imported. */
import type { IdentifierKind } from '../domain/identifiers.ts';

const identifierWords: Readonly<Record<IdentifierKind, string>> = {
  email: 'e-mail addresses',
  'ip-address': 'IP addresses',
  phone: 'telephone numbers',
  name: 'names of persons',
  coordinates: 'coordinates of places',
  'response-id': 'identifiers of respondents',
  'birth-date': 'dates of birth',
  'free-text': 'free text, which can name anybody',
};

/** Kinds in words, such as `e-mail addresses and IP addresses`. */
export function identifiersInWords(kinds: readonly IdentifierKind[]): string {
  return kinds.map((kind) => identifierWords[kind]).join(' and ');
}

/** Of a variable that is kept. */
export function pointsToPersonsInWords(kinds: readonly IdentifierKind[]): string {
  return `May point to persons: the file seems to hold ${identifiersInWords(kinds)} here. Exclude it unless the study needs it.`;
}

export function identifierLeftOut(kinds: readonly IdentifierKind[]): string {
  return `Left out because it seems to hold ${identifiersInWords(kinds)}. Give it another role to keep it.`;
}

export function columnWithoutName(): string {
  return 'Left out because it has no name in the header.';
}

export function columnEmpty(): string {
  return 'Left out because it is empty.';
}

export function textLeftOut(distinct: string): string {
  const values = distinct === '1' ? 'a single value' : `${distinct} different values`;
  return `Left out because it is text with ${values}. Give it options or another role to keep it.`;
}

export function notNumbers(count: number, example: string): string {
  return `${count === 1 ? '1 value is' : `${count} values are`} no number, such as "${example}"; an import refuses ${count === 1 ? 'it' : 'them'}.`;
}

export function leadingZeros(example: string): string {
  return `Zeros at the start, as in "${example}", are not kept in a number.`;
}

export function codesTakenAsMissing(codes: readonly string[], count: number): string {
  const list = codes.map((code) => `"${code}"`).join(', ');
  return `${list} ${codes.length === 1 ? 'is' : 'are'} taken as "no answer" (${count === 1 ? '1 cell' : `${count} cells`}).`;
}

export function recordsMisfit(count: number): string {
  return `${count === 1 ? '1 record has' : `${count} records have`} another number of fields than the header; an import refuses ${count === 1 ? 'it' : 'them'}.`;
}

export function headerLooksLikeData(): string {
  return 'The first row holds numbers where names of columns should stand. If it is data, say that the file has no header.';
}
