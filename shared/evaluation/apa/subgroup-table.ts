import type { Estimate } from '../estimate.ts';
import { formatCount } from '../format-number.ts';
import type { EvaluationResults, SourceSummary, SubgroupAlignmentBlock } from '../results.ts';
import type { ApaDraft, ApaRow } from './apa-table.ts';
import {
  cellsRow,
  formatApaEstimate,
  intervalLabel,
  modelsOf,
  noNumber,
  numberColumns,
  textColumn,
} from './apa-table.ts';

type Variable = SubgroupAlignmentBlock['variables'][number];

/** Distances of every model in every subgroup, and the gap between the groups; null without subgroups. */
export function subgroupTable(results: EvaluationResults): ApaDraft | null {
  const { variables } = results.subgroupAlignment;
  const models = modelsOf(results);
  if (variables.length === 0 || models.length === 0) return null;
  const interval = intervalLabel(results.settings.level);
  return {
    id: 'subgroups',
    title: 'Distances between human and simulated answers by subgroup',
    columns: [
      textColumn('Subgroup'),
      ...numberColumns(null, ['n']),
      ...models.flatMap(({ label }) => numberColumns(label, [`JS [${interval}]`, `Without noise [${interval}]`])),
    ],
    rows: variables.flatMap((variable) => variableRows(results, variable, models)),
    note: [
      'JS = Jensen–Shannon distance over all items (root mean square, base 2, 0 to 1); without noise = the same without sampling noise, comparable between groups of different size, negative where less is there than chance would show.',
      'Gap = distance without sampling noise of the group that is farthest minus that of the closest: the demographic parity of the error, 0 where all groups are fitted alike.',
      `CI = bootstrap confidence interval over respondents; that of the gap also allows for the choice of the two groups.`,
      `Gap of a perfect source = median gap that a source without any error would show at these n, with the range that holds ${Number((results.settings.level * 100).toFixed(2))}% of such gaps.`,
    ].join(' '),
  };
}

function variableRows(results: EvaluationResults, variable: Variable, models: readonly SourceSummary[]): ApaRow[] {
  const sample = results.sample.subgroups.find((entry) => entry.variable === variable.variable);
  const own = models.map(({ id }) => variable.sources.find(({ source }) => source === id));
  const write = (estimate: Estimate | undefined): string =>
    estimate === undefined ? noNumber : formatApaEstimate(estimate, true);
  const groups = (sample?.groups ?? []).map(({ value, label, n }) =>
    cellsRow([
      label,
      formatCount(n),
      ...own.flatMap((source) => {
        const group = source?.groups.find((entry) => entry.value === value);
        return [write(group?.raw), write(group?.debiased)];
      }),
    ]),
  );
  return [
    { kind: 'panel', label: sample?.label ?? variable.variable },
    ...groups,
    cellsRow(['Gap, farthest − closest', '', ...own.flatMap((source) => ['', write(source?.gap)])]),
    cellsRow([
      'Gap of a perfect source',
      '',
      ...models.flatMap(({ regime }) => ['', formatApaEstimate(variable.ceilingGap[regime], true)]),
    ]),
  ];
}
