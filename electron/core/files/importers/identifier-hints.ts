import { type IdentifierKind, identifierKinds } from '../../../../shared/domain/identifiers.ts';

/** What single values of a column look like, as counts of cells. */
export interface ValueForms {
  filled: number;
  emails: number;
  addresses: number;
  phones: number;
  places: number;
  keys: number;
  dates: number;
  characters: number;
  words: number;
}

export function noForms(): ValueForms {
  return {
    filled: 0,
    emails: 0,
    addresses: 0,
    phones: 0,
    places: 0,
    keys: 0,
    dates: 0,
    characters: 0,
    words: 0,
  };
}

const email = /^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u;
const ipAddress = /^(?:\d{1,3}\.){3}\d{1,3}$|^(?=.*::|(?:[^:]*:){7})[\da-f:]+$/i;
const phone = /^(?:\+\d|\(?0\d|\d{3}[-. ]\d)[\d\s().\-/]{5,}$/;
const place = /^[+-]?\d{1,3}\.\d{2,}\s*[,; ]\s*[+-]?\d{1,3}\.\d{2,}$/;
const randomKey = /^(?:R_\w{8,}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|uuid:.+|[\da-f]{24,})$/i;
const date = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ]\d.*)?$/;

/** Counts a value that stands in `cells` cells. */
export function addForms(forms: ValueForms, text: string, cells: number): void {
  forms.filled += cells;
  if (email.test(text)) forms.emails += cells;
  if (ipAddress.test(text)) forms.addresses += cells;
  if (phone.test(text) && !date.test(text) && !ipAddress.test(text)) forms.phones += cells;
  if (place.test(text)) forms.places += cells;
  if (randomKey.test(text)) forms.keys += cells;
  if (date.test(text)) forms.dates += cells;
  forms.characters += text.length * cells;
  forms.words += text.split(/\s+/).length * cells;
}

export interface ColumnFacts {
  readonly name: string;
  readonly forms: ValueForms;
  readonly distinct: number;
  readonly isNumeric: boolean;
}

const idName =
  /(?:^|[\s_.-])(?:id|ids|uuid|guid|token|serial|caseid|respid|recordid|responseid|respondent|_index)$|^(?:pid|caseid|responseid|recordid|prolific_?pid|worker_?id|external_?reference)$/i;
const personName =
  /(?:first|last|sur|family|given|full|middle|recipient|user|respondent|contact|child|mother|father)[\s_.-]*(?:first|last)?[\s_.-]*name$|^(?:name|vorname|nachname|nom|prenom|nombre|apellido)$/i;
const placeName =
  /(?:^|[\s_.-])(?:lat|lon|lng|long|latitude|longitude|gps|coord|coords|coordinates)(?:$|[\s_.-])|(?:Latitude|Longitude)$/i;
const birthName = /(?:^|[\s_.-])(?:dob|birth_?date|birthday|date_?of_?birth|geburtsdatum)(?:$|[\s_.-])/i;
const mailName = /(?:^|[\s_.-])e-?mail(?:$|[\s_.-])/i;
const phoneName = /(?:^|[\s_.-])(?:phone|telephone|mobile|cell_?phone)(?:$|[\s_.-])/i;

/** Identifiers that a column seems to hold, by its name and by what its values look like. One e-mail address is enough; of other forms, most cells. */
export function identifiersIn({ name, forms, distinct, isNumeric }: ColumnFacts): IdentifierKind[] {
  const { filled } = forms;
  if (filled === 0) return [];
  const words = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2');
  const most = (cells: number): boolean => cells >= filled / 2;
  const allDiffer = distinct === filled && filled >= 20;
  const isText = !isNumeric && forms.characters / filled > 25 && distinct > filled / 2;
  const isLongText = isText && forms.words / filled >= 4;
  const found: Readonly<Record<IdentifierKind, boolean>> = {
    email: forms.emails > 0 || mailName.test(words),
    'ip-address': most(forms.addresses),
    phone: most(forms.phones) || (phoneName.test(words) && allDiffer),
    name: personName.test(words) && !isNumeric,
    coordinates: most(forms.places) || (placeName.test(words) && isNumeric && distinct > 2),
    'response-id': most(forms.keys) || (idName.test(words) && distinct > filled / 2),
    'birth-date': birthName.test(words),
    'free-text': isLongText && !most(forms.dates),
  };
  const kinds = identifierKinds.filter((kind) => found[kind]);
  return kinds.length === 0 && allDiffer && isPlainKey(forms, isNumeric) ? ['response-id'] : kinds;
}

/** A single word that differs in every cell. */
function isPlainKey({ words, filled, dates, characters }: ValueForms, isNumeric: boolean): boolean {
  return !isNumeric && words === filled && dates < filled / 2 && characters / filled >= 4;
}
