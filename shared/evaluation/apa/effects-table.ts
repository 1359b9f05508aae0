import type { AverageEffect, EffectsBlock } from '../effects-results.ts';
import type { Estimate } from '../estimate.ts';
import { formatCount } from '../format-number.ts';
import type { EvaluationResults } from '../results.ts';
import type { ApaColumn, ApaDraft, ApaRow } from './apa-table.ts';
import {
  cellsRow,
  estimateWriter,
  formatApaEstimate,
  formatApaP,
  intervalLabel,
  modelsOf,
  noNumber,
  numberColumns,
  textColumn,
} from './apa-table.ts';

type Contrast = EffectsBlock['contrasts'][number];

/** Differences between the arms of every treatment, of the humans and of the twins of every model; null without arms. */
export function effectsTable(results: EvaluationResults): ApaDraft | null {
  const contrasts = results.effects?.contrasts ?? [];
  if (contrasts.length === 0) return null;
  const models = modelsOf(results);
  const interval = intervalLabel(results.settings.level);
  return {
    id: 'treatment-effects',
    title: 'Treatment effects in the human sample and in simulated answers',
    columns: [
      textColumn('Effect'),
      ...groupColumns,
      ...numberColumns('Human sample', [`Effect [${interval}]`, 'p']),
      ...models.flatMap(({ label }) =>
        numberColumns(label, [`Effect [${interval}]`, `Difference in SD [${interval}]`]),
      ),
    ],
    rows: contrasts.map((contrast) => contrastRow(contrast, models)),
    note: [
      'Effects are differences in means on the answer scale, or of shares where an option is named; n and n ref. = humans in the arm and in the reference arm.',
      'CI = bootstrap confidence interval over respondents.',
      'p is two-sided by the bootstrap standard error and adjusted over all effects (Benjamini–Hochberg).',
      'Difference in SD = simulated minus human effect in standard deviations of the human answers.',
    ].join(' '),
  };
}

const groupColumns: readonly ApaColumn[] = numberColumns(null, ['n', 'n ref.']);

function contrastRow(contrast: Contrast, models: readonly { readonly id: string }[]): ApaRow {
  const own = models.map(({ id }) => contrast.sources.find(({ source }) => source === id));
  const write = estimateWriter([contrast.human]);
  return cellsRow([
    contrast.label,
    formatCount(contrast.n),
    formatCount(contrast.nReference),
    write(contrast.human),
    formatApaP(contrast.adjustedP),
    ...own.flatMap((source) =>
      source === undefined ? [noNumber, noNumber] : [write(source.effect), formatApaEstimate(source.difference, false)],
    ),
  ]);
}

/** Average effects of arms by the regressions, of the humans and of the twins of every model; null without any. */
export function averageEffectsTable(results: EvaluationResults): ApaDraft | null {
  const effects = results.effects?.averageEffects ?? [];
  if (effects.length === 0) return null;
  const models = modelsOf(results);
  const labels = [`Effect [${intervalLabel(results.settings.level)}]`, 'SE', 'p'];
  const regressions = [...new Set(effects.map(({ regression }) => regression))];
  return {
    id: 'average-effects',
    title: 'Average treatment effects by the regressions, in the human sample and in simulated answers',
    columns: [
      textColumn('Effect'),
      ...groupColumns,
      ...numberColumns('Human sample', labels),
      ...models.flatMap(({ label }) => numberColumns(label, [...labels, 'p of difference'])),
    ],
    rows: regressions.flatMap((regression): ApaRow[] => [
      { kind: 'panel', label: regression },
      ...effects.filter((effect) => effect.regression === regression).map((effect) => averageRow(effect, models)),
    ]),
    note: [
      'Everybody in the fit is predicted in the arm and in the reference arm, and the differences are averaged; probabilities as differences of shares.',
      'n and n ref. = humans of the fit in the arm and in the reference arm.',
      'CI = confidence interval by the delta method from the covariance of the regression, the average being over these people; simulated effects are means over seeded draws, combined after Reiter (2003).',
      'p of the humans is adjusted over all average effects (Benjamini–Hochberg), p of the models is not; p of difference takes the sides as independent.',
    ].join(' '),
  };
}

function averageRow(effect: AverageEffect, models: readonly { readonly id: string }[]): ApaRow {
  const own = models.map(({ id }) => effect.sources.find(({ source }) => source === id));
  const write = estimateWriter([effect.human.effect, ...own.map((source) => source?.effect)]);
  const error = (value: number | null): string =>
    write({ ...effect.human.effect, value, low: null, high: null } satisfies Estimate);
  return cellsRow([
    effect.label,
    formatCount(effect.n),
    formatCount(effect.nReference),
    write(effect.human.effect),
    error(effect.human.standardError),
    formatApaP(effect.human.adjustedP),
    ...own.flatMap((source) =>
      source === undefined
        ? [noNumber, noNumber, noNumber, noNumber]
        : [write(source.effect), error(source.standardError), formatApaP(source.p), formatApaP(source.zP)],
    ),
  ]);
}
