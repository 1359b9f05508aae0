import type { Estimate } from '../estimate.ts';
import { formatCount } from '../format-number.ts';
import type { EvaluationResults } from '../results.ts';
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

/** How a measure is written: bounded by 1, a ratio, a count, or an effective number that is no whole one. */
type Form = 'bounded' | 'ratio' | 'count' | 'effective';

/** Belief-action gap, belief structures and variances of the humans and of every model; null where the study has none of them. */
export function structureTable(results: EvaluationResults): ApaDraft | null {
  const rows = [...coherenceRows(results), ...structureRows(results), ...varianceRows(results)];
  if (rows.length === 0) return null;
  const { coherence, heterogeneity } = results;
  return {
    id: 'coherence-and-heterogeneity',
    title: 'Belief–action coherence and heterogeneity of human and simulated answers',
    columns: [
      textColumn('Measure'),
      ...numberColumns(null, ['Human sample', ...modelsOf(results).map(({ label }) => label)]),
    ],
    rows,
    note: [
      `Brackets hold ${intervalLabel(results.settings.level)}s from a bootstrap of respondents${heterogeneity.structures === null ? '' : '; those of numbers of unique structures, alone and per respondent, are normal ones with the variance that new samples and draws would show'}.`,
      ...(coherence === null
        ? []
        : [
            `Belief–action gap = share of respondents whose action deviates from the rule, n = ${formatCount(coherence.human.gap.n)}.`,
          ]),
      ...(heterogeneity.structures === null
        ? []
        : [
            `A belief structure is one combination of all beliefs, n = ${formatCount(heterogeneity.structures.n)}; of structures of half of the humans, those that the other half shows, or its twins.`,
          ]),
      'Variance ratios are simulated over human; 1 is equal spread.',
    ].join(' '),
  };
}

const decimals: Readonly<Record<Form, number>> = { bounded: 2, ratio: 2, count: 0, effective: 1 };

function rowOf(
  results: EvaluationResults,
  label: string,
  form: Form,
  human: Estimate | null,
  of: (source: string) => Estimate | undefined,
): ApaRow {
  const write = (estimate: Estimate | null | undefined): string =>
    estimate === null || estimate === undefined
      ? noNumber
      : formatApaEstimate(estimate, form === 'bounded', decimals[form]);
  return cellsRow([label, write(human), ...modelsOf(results).map(({ id }) => write(of(id)))]);
}

function coherenceRows(results: EvaluationResults): ApaRow[] {
  const { coherence } = results;
  if (coherence === null) return [];
  const of = (id: string) => coherence.sources.find(({ source }) => source === id);
  return [
    { kind: 'panel', label: 'Coherence' },
    rowOf(results, 'Belief–action gap', 'bounded', coherence.human.gap, (id) => of(id)?.gap),
    rowOf(results, 'Gap, simulated − human', 'bounded', null, (id) => of(id)?.difference),
  ];
}

function structureRows(results: EvaluationResults): ApaRow[] {
  const { structures } = results.heterogeneity;
  if (structures === null) return [];
  const of = (id: string) => structures.sources.find(({ source }) => source === id);
  const { human } = structures;
  return [
    { kind: 'panel', label: 'Belief structures' },
    rowOf(results, 'Unique structures', 'count', human.unique, (id) => of(id)?.unique),
    rowOf(results, 'Unique structures per respondent', 'bounded', human.uniqueShare, (id) => of(id)?.uniqueShare),
    rowOf(results, 'Effective number of structures', 'effective', human.hill, (id) => of(id)?.hill),
    rowOf(results, 'Share of the most frequent structure', 'bounded', human.modalShare, (id) => of(id)?.modalShare),
    rowOf(
      results,
      'Structures of half of the humans in the other half',
      'bounded',
      human.halfCoverage,
      (id) => of(id)?.halfCoverage,
    ),
    rowOf(results, 'Human structures reproduced', 'bounded', null, (id) => of(id)?.coverage),
    rowOf(results, 'Simulated structures seen in humans', 'bounded', null, (id) => of(id)?.precision),
  ];
}

function varianceRows(results: EvaluationResults): ApaRow[] {
  const own = results.heterogeneity.variance.filter(
    (row) => row.grouping === null && row.sources.some(({ withinRatio }) => withinRatio.value !== null),
  );
  if (own.length === 0) return [];
  return [
    { kind: 'panel', label: 'Variance ratio by item' },
    ...own.map((row) =>
      rowOf(
        results,
        results.sample.items.find(({ name }) => name === row.item)?.label ?? row.item,
        'ratio',
        null,
        (id) => row.sources.find(({ source }) => source === id)?.withinRatio,
      ),
    ),
  ];
}
