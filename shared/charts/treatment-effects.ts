import { formatCount, formatEstimate, formatLevel, formatN, formatP } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { effectAxis, effectGroup } from './effect-lanes.ts';
import { liesAbove, liesBelow } from './lane-of.ts';
import { lanePages } from './lane-pages.ts';
import { humanStyle, labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

type Contrast = NonNullable<EvaluationResults['effects']>['contrasts'][number];

/** Forest plots of the effects of every treatment, human and simulated, in standard deviations of the human answers. */
export function treatmentEffectCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const contrasts = (results.effects?.contrasts ?? []).filter(({ standardDeviation }) => standardDeviation !== null);
  if (contrasts.length === 0) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const groups = contrasts.map((contrast) =>
    effectGroup({ ...contrast, note: formatN(contrast.n + contrast.nReference) }, styles, humanStyle(options.theme)),
  );
  const axis = effectAxis('effect in standard deviations of the human answers');
  const texts = {
    id: 'treatment-effects',
    title: 'Effects of the treatments',
    subtitle: effectFinding(results, contrasts),
    caption: `Difference in means (of shares on nominal questions) between an arm and the first arm of its treatment, divided by the standard deviation of the human answers of everybody. Band and lines: ${level} bootstrap intervals; n is that of both arms together. Marks beyond the scale lie at its edge as arrows.${shownSources}`,
    alternative: 'Effects with intervals.',
    table: effectTable(results, contrasts),
  };
  return lanePages(texts, { groups, axis, textHeading: `effect [${level} interval]` }, options);
}

function effectFinding(results: EvaluationResults, contrasts: readonly Contrast[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = contrasts.flatMap(({ sources }) => sources.filter(({ source }) => source === id));
  if (id === null || own.length === 0) return 'No model has effects to compare.';
  const off = own.filter(({ difference }) => liesAbove(difference, 0) || liesBelow(difference, 0)).length;
  const { alpha } = results.settings;
  const shown = contrasts.filter(({ adjustedP }) => adjustedP !== null && adjustedP < alpha).length;
  return `The humans show ${shown} of ${contrasts.length} effects after adjustment for their number; ${labelOfSource(results, id)} differs from the human effect by the interval of the difference, not adjusted for their number, in ${off}.`;
}

function effectTable(results: EvaluationResults, contrasts: readonly Contrast[]): Chart['table'] {
  const numbers = ['Human', 'adjusted p', 'Simulated', 'Simulated − human, SD', 'n of the arm', 'n of the reference'];
  return {
    columns: [
      { label: 'Effect', numeric: false },
      { label: 'Source', numeric: false },
      ...numbers.map((label) => ({ label, numeric: true })),
    ],
    rows: contrasts.flatMap((contrast) =>
      contrast.sources.map((row) => [
        contrast.label,
        labelOfSource(results, row.source),
        formatEstimate(contrast.human),
        contrast.adjustedP === null ? '' : formatP(contrast.adjustedP),
        formatEstimate(row.effect),
        formatEstimate(row.difference),
        formatCount(contrast.n),
        formatCount(contrast.nReference),
      ]),
    ),
  };
}
