import type { RejectedCell } from '../../shared/contract/data.ts';
import { rejectionInWords } from '../../shared/messages/core-messages.ts';

/**
 * Where a record or cell was refused and why. Its text is an answer of a respondent and stands there on request only, since
 * what a command prints may end in a log file.
 */
export function describeRejection(
  { line, row, column, reason, value }: RejectedCell,
  { withText }: { readonly withText: boolean },
): string {
  const cell = column === null ? '' : `, ${column}`;
  const what = column === null ? `the record ${rejectionInWords(reason)}` : `the value ${rejectionInWords(reason)}`;
  const text = withText ? `: ${column === null ? value : JSON.stringify(value)}` : '';
  return `line ${line}, record ${row}${cell}: ${what}${text}`;
}
