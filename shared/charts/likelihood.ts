import { formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { differenceChart } from './difference-chart.ts';
import { likelihoodAxis } from './likelihood-axis.ts';
import { laneSpec } from './lane-chart.ts';
import { estimateColumns, laneOf, liesAbove, liesBelow, nCell, readOut } from './lane-of.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

/** How probable each source makes the held-out human answers: negative log likelihood per answer. */
export function likelihoodChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart {
  const { likelihood, settings } = results;
  const level = formatLevel(settings.level);
  const lanes = sourceStyles(results, theme).flatMap((style) => {
    const row = likelihood.overall.find(({ source }) => source === style.id);
    return row === undefined ? [] : [laneOf(style, row.negativeLogLikelihood, 'number')];
  });
  const groups = [{ label: '', note: '', lanes, band: null }];
  const overall = likelihood.overall[0]?.negativeLogLikelihood;
  return {
    id: 'likelihood',
    title: 'Likelihood of the human answers',
    subtitle: likelihoodFinding(results),
    caption: `Negative log likelihood per answer of respondents that no source was fitted on, ${formatN(overall?.n ?? 0)}; lines are ${level} bootstrap intervals. Dashed lines and open marks are baselines. Probabilities below ${likelihood.floor} count as that.`,
    alternative: `Negative log likelihood in nats per answer. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis: likelihoodAxis, textHeading: `nats [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Source'], ['Negative log likelihood', 'Brier score', 'Below the floor']),
      rows: likelihood.overall.map((row) => [
        labelOfSource(results, row.source),
        formatEstimate(row.negativeLogLikelihood),
        formatEstimate(row.brier),
        String(row.floored),
        nCell(row.negativeLogLikelihood),
      ]),
    },
  };
}

/** What the likelihoods say: adapted against base, and against the baselines. */
function likelihoodFinding(results: EvaluationResults): string {
  const adapted = sourceOfKind(results, 'adapted');
  const base = sourceOfKind(results, 'base');
  const differences = results.likelihood.differences.filter(({ source }) => source === adapted);
  const toBase = differences.find(({ against }) => against === base)?.negativeLogLikelihood;
  if (adapted === null || toBase === undefined || toBase.value === null) {
    return 'Without an adapted model there is nothing to compare the base model with but the baselines.';
  }
  const baselines = new Set(results.sources.flatMap(({ id, kind }) => (kind === 'baseline' ? [id] : [])));
  const others = differences.filter(({ against }) => baselines.has(against));
  const beaten = others.filter(({ negativeLogLikelihood }) => liesBelow(negativeLogLikelihood, 0)).length;
  const first = liesBelow(toBase, 0)
    ? 'The adapted model makes the human answers more probable than the base model does'
    : liesAbove(toBase, 0)
      ? 'The adapted model makes the human answers less probable than the base model does'
      : 'The adapted model makes the human answers neither clearly more nor clearly less probable than the base model does';
  const second = others.length === 0 ? '' : `, and more probable than ${beaten} of ${others.length} baselines do`;
  return `${first}${second}.`;
}

/** Differences in likelihood with their intervals: whether tuning helped, and whether it helped more than a baseline. */
export function likelihoodDifferenceChart(results: EvaluationResults, options: ChartOptions): Chart | null {
  const rows = results.likelihood.differences.map(({ source, against, negativeLogLikelihood }) => ({
    source,
    against,
    difference: negativeLogLikelihood,
  }));
  const input = {
    id: 'likelihood-differences',
    title: 'Differences in likelihood',
    measure: 'negative log likelihood',
    axisTitle: 'difference in nats per answer (below 0: predicts the human answers better)',
    unit: 'nats',
    rows,
  };
  return differenceChart(results, input, options);
}
