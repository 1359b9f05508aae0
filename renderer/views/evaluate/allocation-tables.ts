import type { ChartTable } from '../../../shared/charts/chart.ts';
import { estimateColumns } from '../../../shared/charts/lane-of.ts';
import { targetTitles } from '../../../shared/charts/rectified-estimates.ts';
import type { AllocationBlock, Spending } from '../../../shared/evaluation/allocation-results.ts';
import { formatCount, formatEstimate } from '../../../shared/evaluation/format-number.ts';

const spendingWords: Readonly<Record<Spending, string>> = {
  'no-model': 'all asked, no model',
  untuned: 'all rectify the untuned model',
  'as-done': 'as in this study',
};

/** Ways to spend the humans of tuning and rectification, with how many human answers each counts as. */
export function spendingTable({ kinds }: AllocationBlock): ChartTable {
  return {
    columns: estimateColumns(['Estimates', 'Humans'], ['Tuning', 'Rectification', 'Count as']),
    rows: kinds.flatMap(({ kind, spendings }) =>
      spendings.map(({ id, tuning, rectification, effective }) => [
        targetTitles[kind],
        spendingWords[id],
        formatCount(tuning),
        id === 'no-model' ? '–' : formatCount(rectification),
        id === 'no-model' ? formatCount(effective.value ?? 0) : formatEstimate(effective, 'count'),
        formatCount(effective.n),
      ]),
    ),
  };
}

/** What the twins are worth in further humans, by number of simulated rows. */
export function rowsTable({ kinds }: AllocationBlock): ChartTable {
  const [first] = kinds;
  const worth = (first?.rows ?? []).map(({ simulated }) =>
    simulated === null ? 'Worth, unlimited rows' : `Worth, ${formatCount(simulated)} rows`,
  );
  return {
    columns: estimateColumns(['Estimates'], ['ρ²', ...worth, 'Rows for nine tenths of the limit']),
    rows: kinds.map(({ kind, rhoSquared, rows, rowsForNineTenths }) => [
      targetTitles[kind],
      formatEstimate(rhoSquared),
      ...rows.map((row) => formatEstimate(row.worth, 'count')),
      rowsForNineTenths === null ? '–' : formatCount(rowsForNineTenths),
      formatCount(rhoSquared.n),
    ]),
  };
}
