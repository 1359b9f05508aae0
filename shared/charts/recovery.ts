import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { RecoveryCeiling, RegressionsBlock } from '../evaluation/regression-results.ts';
import type { Estimate, EvaluationResults, Recovery } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { laneSpec } from './lane-chart.ts';
import { bandOf, laneOf, readOut } from './lane-of.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

type Rated = Pick<Recovery, 'f1' | 'precision' | 'recall' | 'falsePositiveRate'>;

const measures: readonly { readonly label: string; readonly of: (rates: Rated) => Estimate }[] = [
  { label: 'F1 of significant signs (1 is best)', of: ({ f1 }) => f1 },
  { label: 'Precision: significant signs that are right (1 is best)', of: ({ precision }) => precision },
  { label: 'Recall: significant human signs that are found (1 is best)', of: ({ recall }) => recall },
  { label: 'False-positive rate (0 is best)', of: ({ falsePositiveRate }) => falsePositiveRate },
];

/** Whether the significant coefficients of the human regressions are found again; null without regressions. */
export function recoveryChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const { regressions } = results;
  if (regressions === null || regressions.overall.length === 0) return null;
  const { ceiling } = regressions;
  const level = formatLevel(results.settings.level);
  const styles = sourceStyles(results, theme);
  const groups = measures.map(({ label, of }) => ({
    label,
    note: '',
    band: ceiling === undefined ? null : bandOf(of(ceiling)),
    lanes: styles.flatMap((style) => {
      const row = regressions.overall.find(({ source }) => source === style.id);
      return row === undefined ? [] : [laneOf(style, of(row.recovery), 'number')];
    }),
  }));
  const axis = {
    title: 'rate',
    scale: 'linear' as const,
    unit: 'number' as const,
    references: [],
    include: [0, 1],
    limits: [0, 1] as const,
  };
  const count = regressions.overall[0]?.recovery.coefficients ?? 0;
  return {
    id: 'recovery',
    title: 'Signs of significant coefficients',
    subtitle: recoveryFinding(results, regressions.overall),
    caption: `All regressions together: ${count} coefficients without intercepts, significant at α = ${Number(regressions.alpha.toPrecision(6))}. A coefficient that is significant on both sides with opposite signs counts against precision and against recall. ${formatN(regressions.overall[0]?.recovery.f1.n ?? 0)}, the rows of the smallest fit. Lines: ${level} intervals from ${formatCount(regressions.draws)} bootstrap draws of respondents.${ceiling === undefined ? '' : ceilingText(ceiling, level)}`,
    alternative: `Rates. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `rate [${level} interval]` }, theme, width),
    table: recoveryTable(results, regressions),
  };
}

function recoveryTable(results: EvaluationResults, { ceiling, overall }: RegressionsBlock): Chart['table'] {
  const columns = ['F1', 'Precision', 'Recall', 'False-positive rate', 'TP', 'FP', 'FN', 'TN', 'Flipped', 'n'];
  const ofHumans = (rates: RecoveryCeiling): string[][] => [
    ['second human sample', ...ratesOf(rates), '–', '–', '–', '–', '–', formatCount(rates.f1.n)],
  ];
  return {
    columns: [{ label: 'Source', numeric: false }, ...columns.map((label) => ({ label, numeric: true }))],
    rows: [
      ...(ceiling === undefined ? [] : ofHumans(ceiling)),
      ...overall.map(({ source, recovery }) => {
        const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, f1 } = recovery;
        const counts = [truePositives, falsePositives, falseNegatives, trueNegatives, flipped, f1.n];
        return [labelOfSource(results, source), ...ratesOf(recovery), ...counts.map(formatCount)];
      }),
    ],
  };
}

function ceilingText({ attenuationSlope }: RecoveryCeiling, level: string): string {
  return ` Bands: how well a second human sample of the same size recovers a first one, in ${level} of pairs; the slope of its coefficients on those of the first is ${formatEstimate(attenuationSlope)}.`;
}

function ratesOf({ f1, precision, recall, falsePositiveRate }: Rated): string[] {
  return [f1, precision, recall, falsePositiveRate].map((rate) => formatEstimate(rate));
}

function recoveryFinding(
  results: EvaluationResults,
  overall: readonly { readonly source: string; readonly recovery: Recovery }[],
): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const row = overall.find(({ source }) => source === id);
  if (row === undefined) return 'No model has regressions to compare.';
  const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, f1 } = row.recovery;
  const significant = truePositives + falseNegatives + flipped;
  const insignificant = falsePositives + trueNegatives;
  return `${labelOfSource(results, row.source)} finds ${truePositives} of ${significant} significant human coefficients with the right sign, reverses ${flipped}, and shows ${falsePositives} of ${insignificant} others as significant: F1 ${formatEstimate(f1)}.`;
}
