import { formatCount } from '../format-number.ts';
import type { Estimate, EvaluationResults, Recovery } from '../results.ts';
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

type Overall = { readonly label: string; readonly recovery: Recovery };

function overallOf(results: EvaluationResults): Overall[] {
  return modelsOf(results).flatMap(({ id, label }) => {
    const found = results.regressions?.overall.find(({ source }) => source === id);
    return found === undefined ? [] : [{ label, recovery: found.recovery }];
  });
}

const signs = ['Negative', 'Not significant', 'Positive'];

/** Signs of the human against those of the simulated coefficients, 3 × 3 for every model; null without regressions. */
export function signTable(results: EvaluationResults): ApaDraft | null {
  const models = overallOf(results);
  const { regressions } = results;
  if (regressions === null || models.length === 0) return null;
  const count = models[0]?.recovery.coefficients ?? 0;
  return {
    id: 'recovered-signs',
    title: 'Signs of regression coefficients in the human sample and in simulated answers',
    columns: [textColumn('Human sample'), ...models.flatMap(({ label }) => numberColumns(label, signs))],
    rows: signs.map((sign, row) =>
      cellsRow([
        sign,
        ...models.flatMap(({ recovery }) => signs.map((_, column) => formatCount(recovery.table[row]?.[column] ?? 0))),
      ]),
    ),
    note: `Cells are numbers of coefficients, ${formatCount(count)} in all, of all regressions together without intercepts; negative and positive are significant at α = ${alphaOf(regressions.alpha)}, unadjusted.`,
  };
}

type Rated = Pick<Recovery, 'precision' | 'recall' | 'f1' | 'falsePositiveRate'>;

const rates: readonly (readonly [string, (recovery: Rated) => Estimate])[] = [
  ['Precision', ({ precision }) => precision],
  ['Recall', ({ recall }) => recall],
  ['F1', ({ f1 }) => f1],
  ['False-positive rate', ({ falsePositiveRate }) => falsePositiveRate],
];
const counts: readonly (readonly [string, (recovery: Recovery) => number])[] = [
  ['True positives', ({ truePositives }) => truePositives],
  ['False positives', ({ falsePositives }) => falsePositives],
  ['False negatives', ({ falseNegatives }) => falseNegatives],
  ['True negatives', ({ trueNegatives }) => trueNegatives],
  ['Significant with opposite signs', ({ flipped }) => flipped],
];

/** F1, false-positive rate and what they are made of, with what a second human sample would reach; null without regressions. */
export function recoveryTable(results: EvaluationResults): ApaDraft | null {
  const models = overallOf(results);
  const { regressions } = results;
  if (regressions === null || models.length === 0) return null;
  const { ceiling } = regressions;
  const second = (cell: string): string[] => (ceiling === undefined ? [] : [cell]);
  return {
    id: 'recovery',
    title: 'Recovery of significant regression coefficients by simulated answers',
    columns: [
      textColumn('Measure'),
      ...numberColumns(null, [...second('Second human sample'), ...models.map(({ label }) => label)]),
    ],
    rows: [
      ...counts.map(([label, of]): ApaRow =>
        cellsRow([label, ...second(noNumber), ...models.map(({ recovery }) => formatCount(of(recovery)))]),
      ),
      ...rates.map(([label, of]): ApaRow =>
        cellsRow([
          label,
          ...(ceiling === undefined ? [] : [formatApaEstimate(of(ceiling), true)]),
          ...models.map(({ recovery }) => formatApaEstimate(of(recovery), true)),
        ]),
      ),
    ],
    note: [
      `All regressions together without intercepts, significant at α = ${alphaOf(regressions.alpha)}, unadjusted. A coefficient that is significant on both sides with opposite signs counts against precision and against recall; F1 is their harmonic mean; the false-positive rate is FP/(FP + TN).`,
      `Brackets hold ${intervalLabel(results.settings.level)}s by a score bootstrap of respondents (${formatCount(regressions.draws)} draws), in which standard errors stay as they are.`,
      ...second(
        'Second human sample = median over pairs of bootstrap samples of the humans, one held against the other, with the range that holds as many of the pairs.',
      ),
    ].join(' '),
  };
}

function alphaOf(alpha: number): string {
  return String(Number(alpha.toPrecision(6))).replace(/^0\./, '.');
}
