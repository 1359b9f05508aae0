import type { Experiment } from '../evaluation/experiments/experiment-results.ts';
import { experimentMeasures, experimentRows } from '../evaluation/experiments/experiment-table.ts';
import type { ChartTable } from './chart.ts';

/** The numbers of an experiment as a table. */
export function experimentTable(experiment: Experiment): ChartTable {
  return {
    columns: [
      { label: 'Cell', numeric: false },
      { label: 'Source', numeric: false },
      ...experimentMeasures.map((label) => ({ label, numeric: true })),
    ],
    rows: experimentRows(experiment).map(({ cell, source, values }) => [cell, source, ...values]),
  };
}
