import type { Random } from '../random.ts';

/**
 * Dispositions that lie behind attributes and answers, invented for the demonstration, not estimated. `object` is the
 * attitude to whatever invented thing an interview is about.
 */
export const traits = [
  'right',
  'engaged',
  'trusting',
  'cautious',
  'content',
  'religious',
  'modern',
  'wealthy',
  'object',
] as const;
export type Trait = (typeof traits)[number];
/** Standard-normal position of one simulated person on each trait. */
export type TraitProfile = Readonly<Record<Trait, number>>;
/** How strongly something goes with each trait; absent means not at all. */
export type Loadings = Readonly<Partial<Record<Trait, number>>>;

/** Something that tells about traits: `value` = loadings · traits + normal noise of the given variance. */
export interface Evidence {
  readonly loadings: Loadings;
  readonly value: number;
  readonly variance: number;
}

/** Normal distribution of a person's traits: nothing, something or everything is known about them. */
export interface TraitKnowledge {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** A profile with a value for every trait. */
export function mapTraits(of: (trait: Trait) => number): TraitProfile {
  return {
    right: of('right'),
    engaged: of('engaged'),
    trusting: of('trusting'),
    cautious: of('cautious'),
    content: of('content'),
    religious: of('religious'),
    modern: of('modern'),
    wealthy: of('wealthy'),
    object: of('object'),
  };
}

export function drawTraits(random: Random): TraitProfile {
  return mapTraits(() => random.normal());
}

/** Weighted sum of the traits. */
export function loadOn(profile: TraitProfile, loadings: Loadings): number {
  return traits.reduce((sum, trait) => sum + (loadings[trait] ?? 0) * profile[trait], 0);
}

/** Share of a standard-normal value that its loadings leave to chance. */
export function unexplained(loadings: Loadings): number {
  return Math.max(0.1, 1 - traits.reduce((sum, trait) => sum + (loadings[trait] ?? 0) ** 2, 0));
}

/** Standard-normal value that shares the loadings with the traits and is random otherwise. */
export function drawLatent(random: Random, profile: TraitProfile, loadings: Loadings): number {
  return loadOn(profile, loadings) + Math.sqrt(unexplained(loadings)) * random.normal();
}

/** The traits of the person themselves, without doubt. */
export function knowExactly(profile: TraitProfile): TraitKnowledge {
  return { mean: traits.map((trait) => profile[trait]), covariance: traits.map(() => traits.map(() => 0)) };
}

/** What the evidence tells about traits that are independent standard normal in advance (linear-normal updating). */
export function knowFrom(evidence: readonly Evidence[]): TraitKnowledge {
  let mean = traits.map(() => 0);
  let covariance: number[][] = traits.map((_, row) => traits.map((_, column) => (row === column ? 1 : 0)));
  for (const { loadings, value, variance } of evidence) {
    const weights = traits.map((trait) => loadings[trait] ?? 0);
    const shared = covariance.map((row) => dot(row, weights));
    const total = dot(shared, weights) + variance;
    const surprise = (value - dot(mean, weights)) / total;
    mean = mean.map((current, index) => current + (shared[index] ?? 0) * surprise);
    covariance = covariance.map((row, index) =>
      row.map((current, column) => current - ((shared[index] ?? 0) * (shared[column] ?? 0)) / total),
    );
  }
  return { mean, covariance };
}

/** Mean and variance of loadings · traits. */
export function predict(knowledge: TraitKnowledge, loadings: Loadings): { mean: number; variance: number } {
  const weights = traits.map((trait) => loadings[trait] ?? 0);
  const shared = knowledge.covariance.map((row) => dot(row, weights));
  return { mean: dot(knowledge.mean, weights), variance: dot(shared, weights) };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
