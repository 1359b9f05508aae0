import type { ColumnSummary } from '../../../shared/contract/data.ts';
import { findVariable } from '../../../shared/domain/codebook.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { columnUnknown } from '../../../shared/messages/core-messages.ts';
import { summariseCounts } from '../../../shared/statistics/summarise-counts.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { countGaps, countValues } from '../database/repositories/cell-pages.ts';
import { readCodebook } from '../database/repositories/codebooks.ts';
import { currentDataset, required } from './study-state.ts';

const histogramBins = 20;

/** What a stored column holds, by the codebook that it was imported with. Throws `not-found`. */
export function summariseColumn(db: ReadDb, name: string): ColumnSummary {
  const dataset = required(currentDataset(db), 'imported data');
  const variable = findVariable(readCodebook(db, dataset.id).codebook, name);
  if (variable === undefined) throw new PilotlightError('not-found', columnUnknown(name), { column: name });
  const { label } = variable;
  const values = countValues(db, dataset.id, name);
  const { codes, rejected } = countGaps(db, dataset.id, name);
  const n = values.reduce((sum, { count }) => sum + count, 0);
  const byText = new Map(values.map(({ value, count }) => [String(value), count]));
  const numbers = values.flatMap(({ value, count }) => (typeof value === 'number' ? [{ value, count }] : []));
  const summary = summariseCounts(numbers, histogramBins);
  return {
    name,
    label,
    n,
    missing: dataset.rowCount - n,
    missingCodes: codes,
    rejected,
    distinct: values.length,
    options: variable.options.map((option) => ({ ...option, count: byText.get(option.value) ?? 0 })),
    numeric: summary === undefined ? null : { ...summary, histogram: summary.histogram.map((bin) => ({ ...bin })) },
  };
}
