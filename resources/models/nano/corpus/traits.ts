import type { Random } from '../random.ts';

/** Dispositions that lie behind attributes and answers. They are invented for the demonstration, not estimated. */
export const traits = [
  'right',
  'engaged',
  'trusting',
  'cautious',
  'content',
  'religious',
  'modern',
  'wealthy',
] as const;
export type Trait = (typeof traits)[number];
/** Standard-normal position of one simulated person on each trait. */
export type TraitProfile = Readonly<Record<Trait, number>>;
/** How strongly something goes with each trait; absent means not at all. */
export type Loadings = Readonly<Partial<Record<Trait, number>>>;

export function drawTraits(random: Random): TraitProfile {
  return {
    right: random.normal(),
    engaged: random.normal(),
    trusting: random.normal(),
    cautious: random.normal(),
    content: random.normal(),
    religious: random.normal(),
    modern: random.normal(),
    wealthy: random.normal(),
  };
}

/** Weighted sum of the traits. */
export function loadOn(profile: TraitProfile, loadings: Loadings): number {
  return traits.reduce((sum, trait) => sum + (loadings[trait] ?? 0) * profile[trait], 0);
}

/** Standard-normal value that shares the loadings with the traits and is random otherwise. */
export function drawLatent(random: Random, profile: TraitProfile, loadings: Loadings): number {
  const explained = traits.reduce((sum, trait) => sum + (loadings[trait] ?? 0) ** 2, 0);
  return loadOn(profile, loadings) + Math.sqrt(Math.max(0.1, 1 - explained)) * random.normal();
}
