import type { Experiment } from '../evaluation/experiments/experiment-results.ts';
import {
  differenceMeasures,
  differenceRows,
  experimentMeasures,
  experimentRows,
} from '../evaluation/experiments/experiment-table.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { ChartTable } from './chart.ts';

/** What charts of experiments are drawn from: an evaluation, or cells that were done before there is one. */
export interface ExperimentChartSource extends Pick<EvaluationResults, 'experiments'> {
  readonly settings: Pick<EvaluationResults['settings'], 'level'>;
}

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

/** The differences between the cells of an experiment as a table; without rows where none are compared. */
export function differenceTable(experiment: Experiment): ChartTable {
  return {
    columns: [
      { label: 'Cell', numeric: false },
      { label: 'Minus', numeric: false },
      ...differenceMeasures.map((label) => ({ label, numeric: true })),
    ],
    rows: differenceRows(experiment).map(({ cell, reference, values }) => [cell, reference, ...values]),
  };
}
