import type { Estimate } from '../estimate.ts';
import { formatCount } from '../format-number.ts';
import type { DivergenceCell, EvaluationResults } from '../results.ts';
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

/** Distances of every item between humans and the twins of every model, with the human-human distance. */
export function divergenceTable(results: EvaluationResults): ApaDraft {
  const models = modelsOf(results);
  const { level } = results.settings;
  const cells = results.divergence.cells.filter(({ group }) => group === null);
  const mean = results.divergence.summary.find(({ group }) => group === null);
  // Models answer with exact probabilities; the ceiling is that of their regime.
  const exact = models.every(({ regime }) => regime === 'exact');
  const rows = cells.map((cell): ApaRow => {
    const ceiling = exact ? cell.exactCeiling : cell.ceiling;
    return cellsRow([
      results.sample.items.find(({ name }) => name === cell.item)?.label ?? cell.item,
      formatCount(cell.nHuman),
      formatApaEstimate(ceiling.jensenShannon, true),
      ...models.flatMap(({ id }) => distancesOf(cell, id)),
    ]);
  });
  const summary =
    mean === undefined || cells.length < 2
      ? []
      : [
          cellsRow([
            'Root mean square over items',
            formatCount(mean.nHuman),
            formatApaEstimate(exact ? mean.exactCeiling : mean.ceiling, true),
            ...models.flatMap(({ id }) => {
              const found = mean.sources.find(({ source }) => source === id);
              return [found === undefined ? noNumber : formatApaEstimate(found.jensenShannon.distance, true), '', ''];
            }),
          ]),
        ];
  return {
    id: 'divergence',
    title: 'Distances between human and simulated answers by item',
    columns: [
      textColumn('Item'),
      ...numberColumns(null, ['n', 'Human–human JS']),
      ...models.flatMap(({ label }) => numberColumns(label, [`JS [${intervalLabel(level)}]`, 'W', 'TV'])),
    ],
    rows: [...rows, ...summary],
    note: [
      'JS = Jensen–Shannon distance (base 2, 0 to 1); W = Wasserstein distance in units of the answer scale; TV = total variation (0 to 1); their intervals are in the report.',
      `Human–human JS = median distance that the human sample would show by chance at the same n, with the range that holds ${Number((level * 100).toFixed(2))}% of such distances.`,
      'CI = bootstrap confidence interval over respondents.',
    ].join(' '),
  };
}

function distancesOf(cell: DivergenceCell, id: string): string[] {
  const found = cell.sources.find(({ source }) => source === id);
  if (found === undefined) return [noNumber, noNumber, noNumber];
  const { jensenShannon, wasserstein, totalVariation } = found;
  return [
    formatApaEstimate(jensenShannon.distance, true),
    wasserstein === null ? noNumber : formatApaEstimate(alone(wasserstein.distance), false),
    formatApaEstimate(alone(totalVariation.distance), true),
  ];
}

/** Without its interval. */
function alone(estimate: Estimate): Estimate {
  return { ...estimate, low: null, high: null };
}

/** The other divergences of every item: Kullback-Leibler, Kolmogorov-Smirnov and alignment. */
export function furtherDivergenceTable(results: EvaluationResults): ApaDraft | null {
  const models = modelsOf(results);
  const cells = results.divergence.cells.filter(({ group }) => group === null);
  // Results of earlier versions lack them.
  if (cells.every(({ sources }) => sources.every(({ kullbackLeibler }) => kullbackLeibler === undefined))) return null;
  const interval = intervalLabel(results.settings.level);
  return {
    id: 'further-divergences',
    title: 'Further divergences between human and simulated answers by item',
    columns: [
      textColumn('Item'),
      ...numberColumns(null, ['n']),
      ...models.flatMap(({ label }) => numberColumns(label, [`KL [${interval}]`, 'KS', `Alignment [${interval}]`])),
    ],
    rows: cells.map((cell) =>
      cellsRow([
        results.sample.items.find(({ name }) => name === cell.item)?.label ?? cell.item,
        formatCount(cell.nHuman),
        ...models.flatMap(({ id }) => {
          const found = cell.sources.find(({ source }) => source === id);
          const write = (estimate: Estimate | null | undefined, bounded: boolean, decimals = 2): string =>
            estimate === null || estimate === undefined ? noNumber : formatApaEstimate(estimate, bounded, decimals);
          const statistic = found?.kolmogorovSmirnov?.distance;
          return [
            // In squares of distances two decimals would hide half of the values.
            write(found?.kullbackLeibler?.distance, false, 3),
            write(statistic === undefined ? null : alone(statistic), true),
            write(found?.alignment, true),
          ];
        }),
      ]),
    ),
    note: [
      'KL = Kullback–Leibler divergence of the human from the simulated answers in bits, with half an answer added to every option of both sides.',
      'KS = Kolmogorov–Smirnov statistic (0 to 1); alignment = 1 minus the Wasserstein distance divided by the range of the answer scale (Santurkar et al., 2023); both for ordered items. The interval of KS is in the report.',
      'CI = bootstrap confidence interval over respondents.',
    ].join(' '),
  };
}
