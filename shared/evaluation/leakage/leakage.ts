import { canaryExposure, expectedExposure, exposurePValue } from '../../statistics/canary-exposure.ts';
import { createRandom } from '../../statistics/random.ts';
import type { EvaluationInput } from '../evaluation-input.ts';
import type { EvaluationResults } from '../results.ts';
import { copyingResults } from './copying.ts';
import { leakageDefinitions } from './leakage-definitions.ts';
import type { LeakageBlock } from './leakage-results.ts';
import type { PersonLosses } from './membership.ts';
import { membershipResults } from './membership.ts';

/** A planted pattern with what the adapted model makes of every answer to its prompts. */
export interface ScoredCanary {
  /** Option per item. */
  readonly pattern: readonly number[];
  /** Per item −ln p of every option. */
  readonly losses: readonly (readonly number[])[];
}

/** What was measured with the models themselves. */
export interface LeakageMeasurements {
  readonly members: PersonLosses;
  readonly nonMembers: PersonLosses;
  readonly canaryItems: readonly string[];
  readonly canaries: readonly ScoredCanary[];
}

/** The results with what adapter and twins may give away. `measured` is null where the models could not be asked. */
export function withLeakage(
  results: EvaluationResults,
  input: Omit<EvaluationInput, 'rule'>,
  measured: LeakageMeasurements | null,
): EvaluationResults {
  const { level, bootstrap, seed } = input.settings;
  const copying = copyingResults(input);
  const membership =
    measured === null
      ? null
      : membershipResults({
          members: measured.members,
          nonMembers: measured.nonMembers,
          level,
          bootstrap,
          seed,
        });
  const canaries = measured === null ? null : canaryResults(measured, seed);
  const used = [
    ...(copying === null ? [] : ['copied-structures']),
    ...(membership === null ? [] : ['membership-inference', 'membership-rate']),
    ...(canaries === null ? [] : ['canary-exposure']),
  ];
  return {
    ...results,
    leakage: { definitions: used, copying, membership, canaries },
    definitions: { ...results.definitions, ...leakageDefinitions },
  };
}

function canaryResults({ canaries, canaryItems }: LeakageMeasurements, seed: number): LeakageBlock['canaries'] {
  const measured = canaries.map(({ losses, pattern }, index) =>
    canaryExposure(losses, pattern, createRandom(seed, 'exposure', index)),
  );
  const exposures = measured.map(({ exposure }) => exposure);
  if (exposures.length === 0) return null;
  return {
    planted: exposures.length,
    items: [...canaryItems],
    most: measured[0]?.most ?? 0,
    exact: measured.every(({ exact }) => exact),
    exposures,
    mean: exposures.reduce((sum, exposure) => sum + exposure, 0) / exposures.length,
    expected: expectedExposure(measured[0]?.most ?? 0),
    p: exposurePValue(exposures),
  };
}
