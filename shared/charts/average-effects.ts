import type { AverageEffect } from '../evaluation/effects-results.ts';
import type { Estimate } from '../evaluation/estimate-schema.ts';
import {
  formatCount,
  formatEstimate,
  formatLevel,
  formatN,
  formatNumber,
  formatP,
} from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { effectAxis, effectGroup } from './effect-lanes.ts';
import { lanePages } from './lane-pages.ts';
import { humanStyle, labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

/**
 * Forest plots of what each arm changes by the researcher's regressions, in standard deviations of the outcome. The
 * probabilities of the single options of an ordered response stand in the table only.
 */
export function averageEffectCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const effects = results.effects?.averageEffects ?? [];
  const drawn = effects.filter(
    ({ model, outcome, standardDeviation }) =>
      standardDeviation !== null && (model !== 'ordered-logit' || outcome === 'score'),
  );
  if (drawn.length === 0) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const groups = drawn.map(({ human: { effect: human }, ...effect }) =>
    effectGroup({ ...effect, human, note: formatN(human.n) }, styles, humanStyle(options.theme)),
  );
  const axis = effectAxis('average effect in standard deviations of the human outcome');
  const texts = {
    id: 'average-effects',
    title: 'Average effects by the regressions',
    subtitle: averageFinding(results, effects),
    caption: `Mean difference between what a regression predicts for everybody in the arm and in the first arm, all else as it is, divided by the standard deviation of the outcome among the humans. Band and lines: ${level} intervals from the standard errors of the regression (delta method). The table has them in the unit of the outcome, beside the differences in means.${shownSources}`,
    alternative: 'Average effects with intervals.',
    table: averageTable(results, effects),
  };
  return lanePages(texts, { groups, axis, textHeading: `effect [${level} interval]` }, options);
}

function averageFinding(results: EvaluationResults, effects: readonly AverageEffect[]): string {
  const { alpha } = results.settings;
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const shown = effects.filter(({ human }) => human.adjustedP !== null && human.adjustedP < alpha).length;
  const humans = `The humans show ${shown} of ${effects.length} average effects after adjustment for their number`;
  if (id === null) return `${humans}.`;
  const off = effects.filter(({ sources }) => {
    const p = sources.find(({ source }) => source === id)?.zP ?? null;
    return p !== null && p < alpha;
  }).length;
  return `${humans}; that of ${labelOfSource(results, id)} differs from the human one in ${off} (z, not adjusted).`;
}

function averageTable(results: EvaluationResults, effects: readonly AverageEffect[]): Chart['table'] {
  const numbers = [
    'Human average effect',
    'adjusted p',
    'Human difference in means',
    'Simulated average effect',
    'Simulated difference in means',
    'z',
    'n of the arm',
    'n of the reference',
  ];
  return {
    columns: [
      { label: 'Effect', numeric: false },
      { label: 'Source', numeric: false },
      ...numbers.map((label) => ({ label, numeric: true })),
    ],
    rows: effects.flatMap((effect) =>
      effect.sources.map((row) => [
        effect.label,
        labelOfSource(results, row.source),
        formatEstimate(effect.human.effect),
        effect.human.adjustedP === null ? '' : formatP(effect.human.adjustedP),
        writtenMean(effect.human.differenceInMeans),
        formatEstimate(row.effect),
        writtenMean(row.differenceInMeans),
        row.z === null ? '' : formatNumber(row.z),
        formatCount(effect.n),
        formatCount(effect.nReference),
      ]),
    ),
  };
}

function writtenMean(estimate: Estimate | null): string {
  return estimate === null ? '–' : formatEstimate(estimate);
}
