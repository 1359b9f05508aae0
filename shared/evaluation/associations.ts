import { type ActionSlopes, createActionSlopes, slopeResults } from './action-slopes.ts';
import type { AssociationsBlock } from './association-results.ts';
import { type BeliefActionPair, beliefActionPairs, createPairMeasure, pairResults } from './belief-action-pairs.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';

/** What is resampled of the association of actions with beliefs. */
export interface AssociationMeasures {
  readonly pairs: readonly BeliefActionPair[];
  readonly pairMeasure: Measure;
  readonly slopes: ActionSlopes;
}

/** Null without a belief or without an action. Yields 0 between sides. */
export function* createAssociations(prepared: Prepared): Generator<number, AssociationMeasures | null> {
  const pairs = beliefActionPairs(prepared);
  if (pairs.length === 0) return null;
  const pairMeasure = yield* createPairMeasure(prepared, pairs);
  return { pairs, pairMeasure, slopes: yield* createActionSlopes(prepared) };
}

export function associationResults(
  prepared: Prepared,
  measures: AssociationMeasures,
  of: (measure: Measure) => Measured,
  areas: AssociationsBlock['areas'],
): AssociationsBlock {
  const pairs = pairResults(prepared, measures.pairs, of(measures.pairMeasure));
  const used = new Set(pairs.map(({ measure }) => (measure === 'polychoric' ? 'polychoric-correlation' : measure)));
  return {
    definitions: ['action-slope', 'action-area', ...used, 'joint-beyond-marginals', 'bootstrap'],
    pairs,
    slopes: slopeResults(prepared, measures.slopes, of(measures.slopes.measure)),
    areas,
  };
}
