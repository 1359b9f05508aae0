import { hasOptions, optionScore } from '../domain/codebook.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { normalTwoSided } from '../statistics/normal-distribution.ts';
import { parseFormula } from '../statistics/parse-formula.ts';
import type { ArmEffect } from './arm-effects.ts';
import type { AverageEffect, EffectsBlock } from './effects-results.ts';
import { type Estimate, alphaOf, undefinedEstimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import {
  type InfluencedFit,
  type ModelFits,
  type SideCoefficient,
  criticalValue,
  isFitted,
  notEstimated,
  poolSeeds,
} from './regression-fits.ts';
import { answerColumns } from './regression-frame.ts';

type Contrast = EffectsBlock['contrasts'][number];
type Side = Pick<AverageEffect['sources'][number], 'effect' | 'standardError' | 'p' | 'differenceInMeans'>;

/**
 * The average effects of all regressions that have a treatment among their predictors, human and simulated, beside the
 * differences in means of the same arms. Seeds are pooled as coefficients are.
 *
 * @param contrasts differences in means, in the unit of the option scores
 */
export function averageEffectResults(
  prepared: Prepared,
  models: readonly ModelFits[],
  contrasts: readonly Contrast[],
): AverageEffect[] {
  const rows = models.flatMap((model) => {
    const { human } = model;
    return isFitted(human) ? human.effects.map((own) => effectRow(prepared, model, human, own, contrasts)) : [];
  });
  const adjusted = benjaminiHochberg(rows.map(({ human }) => human.p));
  return rows.map((row, index) => ({ ...row, human: { ...row.human, adjustedP: adjusted[index] ?? null } }));
}

function effectRow(
  prepared: Prepared,
  { spec, sources }: ModelFits,
  human: InfluencedFit,
  own: ArmEffect,
  contrasts: readonly Contrast[],
): AverageEffect {
  const { level } = prepared.input.settings;
  const { treatment, value, reference, outcome, n, nReference, deviation } = own;
  const response = responseOf(prepared, spec.formula, outcome);
  const beside = contrastBeside(own, response, contrasts);
  const humanEffect = sideEffect(human, own);
  const common = { level, n: human.fit.n };
  return {
    regression: spec.name,
    model: spec.model,
    covariance: spec.covariance,
    treatment,
    value,
    reference,
    item: response.item,
    outcome: outcome.kind,
    option: outcome.level,
    label: `${spec.name}: ${response.words}; ${own.label}`,
    n,
    nReference,
    standardDeviation: deviation > 0 ? deviation : null,
    human: { ...written(humanEffect, common, scaled(beside?.human, response.unit)), adjustedP: null },
    sources: prepared.sources.map((source, s) => {
      const seeds = (sources[s] ?? []).filter(isFitted);
      const pooled = poolSeeds(
        seeds.flatMap((seed) => seed.effects.filter(isLike(own)).map((effect) => sideEffect(seed, effect))),
      );
      const mean = beside?.sources.find((row) => row.source === source.id)?.effect;
      return {
        source: source.id,
        ...written(pooled, common, scaled(mean, response.unit)),
        ...difference(humanEffect, pooled),
      };
    }),
  };
}

function isLike(own: ArmEffect): (other: ArmEffect) => boolean {
  return ({ treatment, value, outcome }) =>
    treatment === own.treatment &&
    value === own.value &&
    outcome.kind === own.outcome.kind &&
    outcome.level === own.outcome.level;
}

function sideEffect({ fit }: InfluencedFit, { effect, standardError }: ArmEffect): SideCoefficient {
  const degreesOfFreedom =
    fit.reference.distribution === 't' ? fit.reference.degreesOfFreedom : Number.POSITIVE_INFINITY;
  if (standardError === null) return { ...notEstimated, degreesOfFreedom };
  // Of a single fit nothing is pooled; the p-value follows from the same distribution.
  return poolSeeds([{ b: effect, se: standardError, p: null, degreesOfFreedom }]);
}

function written(
  { b, se, p, degreesOfFreedom }: SideCoefficient,
  { level, n }: { readonly level: number; readonly n: number },
  differenceInMeans: Estimate | null,
): Side {
  if (b === null || se === null) {
    return { effect: undefinedEstimate('not-estimable', n, level), standardError: null, p: null, differenceInMeans };
  }
  const half = criticalValue(alphaOf(level), degreesOfFreedom) * se;
  const effect: Estimate = { value: b, low: b - half, high: b + half, level, n, reason: null };
  return { effect, standardError: se, p, differenceInMeans };
}

function difference(human: SideCoefficient, simulated: SideCoefficient): { z: number | null; zP: number | null } {
  const error = Math.sqrt((human.se ?? Number.NaN) ** 2 + (simulated.se ?? Number.NaN) ** 2);
  if (human.b === null || simulated.b === null || !(error > 0)) return { z: null, zP: null };
  const z = (simulated.b - human.b) / error;
  return { z, zP: normalTwoSided(z) };
}

interface Response {
  readonly item: string | null;
  /** Option of the differences in means that are the same quantity. */
  readonly option: string | null;
  readonly words: string;
  /** Unit of the response in units of the option scores; null where the two do not go together. */
  readonly unit: number | null;
}

function responseOf({ items }: Prepared, formula: string, outcome: ArmEffect['outcome']): Response {
  const response = parseFormula(formula).response;
  const name = response?.expression.kind === 'variable' ? response.expression.name : null;
  const variable = items.find((item) => item.variable.name === name)?.variable;
  const label = variable?.label ?? response?.label ?? '';
  if (variable === undefined)
    return { item: null, option: null, unit: null, words: wordsOf(outcome, label, outcome.level) };
  const { options } = variable;
  const codes = Int16Array.from(options, (_, k) => k);
  const numbers = answerColumns([{ variable, human: codes }], [codes]).frame[variable.name] ?? [];
  const level = options.find((option, k) => option.value === outcome.level || String(numbers[k]) === outcome.level);
  // The second of two options is what a logit models.
  const second = outcome.kind === 'probability' && outcome.level === null ? options[1] : undefined;
  const words = wordsOf(outcome, label, (level ?? second)?.label ?? null);
  const bare = { item: variable.name, option: null, words, unit: null };
  if (variable.scale === 'nominal') {
    const option = (level ?? (options.length === 2 ? second : undefined))?.value;
    return option === undefined ? bare : { ...bare, option, unit: 1 };
  }
  if (outcome.level !== null || !hasOptions(variable)) return bare;
  const ordered = options.map((_, k) => ({ number: Number(numbers[k]), score: optionScore(variable, k) }));
  return { ...bare, unit: commonUnit(ordered, outcome.kind === 'probability') };
}

function wordsOf({ kind }: ArmEffect['outcome'], response: string, level: string | null): string {
  if (kind === 'mean') return `mean of ${response}`;
  if (kind === 'score') return `expected score of ${response}`;
  return level === null ? `probability in ${response}` : `probability of “${level}” in ${response}`;
}

/** How many units of the numbers a unit of the scores is, where they rise together. A probability needs 0 and 1. */
function commonUnit(
  options: readonly { readonly number: number; readonly score: number }[],
  isProbability: boolean,
): number | null {
  const [first, second] = options;
  if (first === undefined || second === undefined) return null;
  const unit = (second.number - first.number) / (second.score - first.score);
  const straight = options.every(
    ({ number, score }) => Math.abs(number - first.number - unit * (score - first.score)) < 1e-9,
  );
  const zeroOne = options.length === 2 && first.number === 0 && second.number === 1;
  return Number.isFinite(unit) && straight && (!isProbability || zeroOne) ? unit : null;
}

function contrastBeside(
  own: ArmEffect,
  { item, option, unit }: Response,
  contrasts: readonly Contrast[],
): Contrast | null {
  if (item === null || unit === null) return null;
  const found = contrasts.find(
    (other) =>
      other.treatment === own.treatment && other.value === own.value && other.item === item && other.option === option,
  );
  return found ?? null;
}

function scaled(estimate: Estimate | undefined, unit: number | null): Estimate | null {
  if (estimate === undefined || unit === null) return null;
  const of = (value: number | null): number | null => (value === null ? null : value * unit);
  const [low, high] = unit < 0 ? [estimate.high, estimate.low] : [estimate.low, estimate.high];
  return { ...estimate, value: of(estimate.value), low: of(low), high: of(high) };
}
