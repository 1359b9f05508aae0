import type { Codebook } from '../../../shared/domain/codebook.ts';
import { findVariable } from '../../../shared/domain/codebook.ts';
import type { IdentifierKind } from '../../../shared/domain/identifiers.ts';
import type { ColumnInspection } from '../../../shared/domain/inspection.ts';
import { formatCount, formatNumber } from '../../../shared/evaluation/format-number.ts';

/** What a column becomes: by the codebook where there is one, otherwise its proposed scale with options or range. */
export function becomes(column: ColumnInspection, codebook: Codebook | null): string {
  if (codebook === null) return proposed(column);
  const variable = findVariable(codebook, column.name);
  return variable === undefined || variable.role === 'excluded' ? 'left out' : `${variable.role}, ${variable.scale}`;
}

function proposed({ scale, options, minimum, maximum, distinct, distinctIsAtLeast }: ColumnInspection): string {
  if (options.length > 0)
    return `${scale}, ${formatCount(options.length)} ${options.length === 1 ? 'option' : 'options'}`;
  if (minimum !== null && maximum !== null) return `${scale}, ${formatNumber(minimum)} to ${formatNumber(maximum)}`;
  return `${scale}, ${distinctIsAtLeast ? 'at least ' : ''}${formatCount(distinct)} different`;
}

const kinds: Readonly<Record<IdentifierKind, string>> = {
  email: 'e-mail addresses',
  'ip-address': 'network addresses',
  phone: 'telephone numbers',
  name: 'names',
  coordinates: 'coordinates',
  'response-id': 'response ids',
  'birth-date': 'dates of birth',
  'free-text': 'free text',
};

export function identifierInWords(kind: IdentifierKind): string {
  return kinds[kind];
}
