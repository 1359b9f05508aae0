import type { Estimate } from '../evaluation/estimate-schema.ts';
import { formatCount, formatEstimate, formatLevel, formatN, formatNumber } from '../evaluation/format-number.ts';
import type { RectificationTarget } from '../evaluation/rectification-results.ts';
import { type TargetKind, targetKinds } from '../evaluation/rectification-results.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { Lane, LaneAxis, LaneGroup } from './lane.ts';
import { lanePages } from './lane-pages.ts';
import { bandOf } from './lane-of.ts';
import type { SourceStyle } from './source-style.ts';
import { humanStyle, labelOfSource, sourceOfKind } from './source-style.ts';
import type { ChartTheme } from './theme.ts';

export const targetTitles: Readonly<Record<TargetKind, string>> = {
  mean: 'Means',
  share: 'Shares of options',
  effect: 'Treatment effects',
  coefficient: 'Coefficients',
};

/**
 * Human-only and rectified interval of every estimate with the check beside them, a chart a kind. Estimates have different
 * units, so they are drawn in standard errors of the human-only one and printed in their own.
 */
export function rectifiedEstimateCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const block = results.rectification;
  if (block === undefined || id === null) return [];
  return targetKinds.flatMap((kind) => {
    const targets = block.targets.filter((target) => target.kind === kind && target.coefficient?.intercept !== true);
    const groups = targets.flatMap((target) => targetGroup(results, options.theme, id, target));
    if (groups.length === 0) return [];
    const level = formatLevel(results.settings.level);
    const texts = {
      id: `rectified-${kind}`,
      title: `Rectified: ${targetTitles[kind].toLowerCase()}`,
      subtitle: rectifiedFinding(results, id, targets),
      caption: `Lines are ${level} intervals, drawn in standard errors of the estimate from the rectification humans alone and printed in the unit of the estimate; the band is the interval of the rectification humans alone. Rectified: their estimate corrected with ${formatCount(block.twins)} twins of other people. Check: the same estimate from the evaluation humans’ own answers, which the rectified one does not use. n: rectification humans. Width, worth, λ and z of a single estimate have no interval; those of their medians stand above.`,
      alternative: 'Estimates with intervals.',
      table: rectifiedTable(results, targets),
    };
    return lanePages(texts, { groups, axis: scaleOfErrors, textHeading: `estimate [${level} interval]` }, options);
  });
}

const scaleOfErrors: LaneAxis = {
  title: 'distance from the estimate of the rectification humans alone, in its standard errors',
  scale: 'linear',
  unit: 'number',
  references: [0],
  include: [],
  limits: [-5, 5],
};

function targetGroup(
  results: EvaluationResults,
  theme: ChartTheme,
  id: string,
  { label, human, standardError, check, sources }: RectificationTarget,
): LaneGroup[] {
  const own = sources.find(({ source }) => source === id);
  if (human.value === null || standardError === null || !(standardError > 0) || own === undefined) return [];
  const centre = human.value;
  const scaled = (estimate: Estimate): Estimate => {
    const of = (value: number | null): number | null => (value === null ? null : (value - centre) / standardError);
    return { ...estimate, value: of(estimate.value), low: of(estimate.low), high: of(estimate.high) };
  };
  const styles = rectificationStyles(theme, labelOfSource(results, id));
  const lane = (style: SourceStyle, estimate: Estimate): Lane => {
    const { value, low, high } = scaled(estimate);
    const text = value === null ? 'not defined' : formatEstimate(estimate);
    return { style, value, low, high, text, band: null };
  };
  const lanes = [lane(styles.human, human), lane(styles.rectified, own.rectified), lane(styles.check, check)];
  return [{ label, note: formatN(human.n), lanes, band: bandOf(scaled(human)) }];
}

function rectificationStyles(theme: ChartTheme, label: string) {
  const human = { ...humanStyle(theme), label: 'humans alone' };
  return {
    human,
    rectified: {
      id: 'rectified',
      label: `rectified, ${label}`,
      kind: 'rectified',
      colour: theme.rectified,
      shape: 'diamond',
      filled: true,
    },
    check: { ...human, id: 'check', label: 'check, evaluation humans', colour: theme.softInk, filled: false },
  } as const satisfies Record<string, SourceStyle>;
}

function rectifiedFinding(results: EvaluationResults, id: string, targets: readonly RectificationTarget[]): string {
  const own = targets.flatMap(({ sources }) => sources.filter(({ source }) => source === id));
  const ratios = own.flatMap(({ widthRatio }) => widthRatio ?? []);
  const shorter = ratios.filter((ratio) => ratio < 0.95).length;
  const critical = 1.96;
  const zs = own.flatMap(({ z }) => z ?? []);
  const conflicts = zs.filter((z) => Math.abs(z) > critical).length;
  return `With ${labelOfSource(results, id)}, ${shorter} of ${ratios.length} rectified intervals are at least 5 % shorter than those of the humans alone; ${conflicts} of ${zs.length} rectified estimates differ from the check by more than ${critical} standard errors, where chance alone gives about one in twenty.`;
}

function rectifiedTable(results: EvaluationResults, targets: readonly RectificationTarget[]): Chart['table'] {
  const numbers = ['Humans alone', 'Rectified', 'Width', 'Worth', 'λ', 'Check', 'z', 'n'];
  const written = (value: number | null): string => (value === null ? '–' : formatNumber(value, 2));
  return {
    columns: [
      { label: 'Estimate', numeric: false },
      { label: 'Twins of', numeric: false },
      ...numbers.map((label) => ({ label, numeric: true })),
    ],
    rows: targets.flatMap((target) =>
      target.sources.map((row) => [
        target.label,
        labelOfSource(results, row.source),
        formatEstimate(target.human),
        formatEstimate(row.rectified),
        written(row.widthRatio),
        row.worth === null ? '–' : formatCount(Math.round(row.worth)),
        written(row.lambda),
        formatEstimate(target.check),
        written(row.z),
        formatCount(target.human.n),
      ]),
    ),
  };
}
