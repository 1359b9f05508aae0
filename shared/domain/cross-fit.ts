import { z } from 'zod';
import { PilotlightError } from '../errors.ts';
import { createRandom } from '../statistics/random.ts';
import { stratifiedFolds } from '../statistics/stratified-folds.ts';
import type { Answers, Codebook } from './codebook.ts';
import { splitUnits } from './split-units.ts';
import type { SplitSettings } from './split.ts';

/** What is done so that the humans who tune the model can rectify too. */
export const rectificationSettingsSchema = z.strictObject({
  /** Folds of pilot-train; an adapter is trained without each. */
  crossFit: z.int().min(2).max(20),
});

/**
 * Fold 0..folds − 1 of each respondent of pilot-train by row: whole units of the split, seeded by its seed, every fold with
 * nearly the same mix of strata.
 *
 * @throws PilotlightError split-impossible when there are fewer units than folds
 */
export function crossFitFolds(
  people: readonly { readonly row: number; readonly answers: Answers }[],
  codebook: Codebook,
  split: SplitSettings,
  folds: number,
): Map<number, number> {
  const units = splitUnits(people, codebook, split);
  if (units.length < folds) {
    throw new PilotlightError(
      'split-impossible',
      `pilot-train has ${units.length} ${split.unit}s, too few for ${folds} folds. Ask for fewer folds.`,
      { units: units.length, folds },
    );
  }
  const foldOf = stratifiedFolds(
    units.map(({ stratum }) => stratum),
    folds,
    createRandom(split.seed, 'cross-fit'),
  );
  return new Map(units.flatMap(({ rows }, unit) => rows.map((row) => [row, foldOf[unit] ?? 0] as const)));
}
