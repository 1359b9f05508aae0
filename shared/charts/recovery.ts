import { formatCount, formatEstimate, formatLevel } from '../evaluation/format-number.ts';
import type { Estimate, EvaluationResults, Recovery } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { laneSpec } from './lane-chart.ts';
import { laneOf, readOut } from './lane-of.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

const measures: readonly { readonly label: string; readonly of: (recovery: Recovery) => Estimate }[] = [
  { label: 'F1 of significant signs (1 is best)', of: ({ f1 }) => f1 },
  { label: 'Precision: significant signs that are right (1 is best)', of: ({ precision }) => precision },
  { label: 'Recall: significant human signs that are found (1 is best)', of: ({ recall }) => recall },
  { label: 'False-positive rate (0 is best)', of: ({ falsePositiveRate }) => falsePositiveRate },
];

/** Whether the significant coefficients of the human regressions are found again; null without regressions. */
export function recoveryChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const { regressions } = results;
  if (regressions === null || regressions.overall.length === 0) return null;
  const level = formatLevel(results.settings.level);
  const styles = sourceStyles(results, theme);
  const groups = measures.map(({ label, of }) => ({
    label,
    note: '',
    band: null,
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
    caption: `All regressions together: ${count} coefficients without intercepts, significant at α = ${Number(regressions.alpha.toPrecision(6))}. A coefficient that is significant on both sides with opposite signs counts against precision and against recall. Lines: ${level} intervals from ${formatCount(regressions.draws)} bootstrap draws of respondents.`,
    alternative: `Rates. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `rate [${level} interval]` }, theme, width),
    table: {
      columns: [
        { label: 'Source', numeric: false },
        ...['F1', 'Precision', 'Recall', 'False-positive rate', 'TP', 'FP', 'FN', 'TN', 'Flipped'].map((label) => ({
          label,
          numeric: true,
        })),
      ],
      rows: regressions.overall.map(({ source, recovery }) => [
        labelOfSource(results, source),
        ...[recovery.f1, recovery.precision, recovery.recall, recovery.falsePositiveRate].map((one) =>
          formatEstimate(one),
        ),
        ...[
          recovery.truePositives,
          recovery.falsePositives,
          recovery.falseNegatives,
          recovery.trueNegatives,
          recovery.flipped,
        ].map(formatCount),
      ]),
    },
  };
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
