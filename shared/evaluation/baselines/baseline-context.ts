import { variablesWithRole } from '../../domain/codebook.ts';
import { type Random, createRandom } from '../../statistics/random.ts';
import type { EvaluationInput, PilotRows, SimulatedSource } from '../evaluation-input.ts';

/** What every baseline is fitted on. */
export interface BaselineContext {
  readonly input: EvaluationInput;
  readonly pilot: PilotRows;
  /** Design weights of the pilot rows with mean 1; 1 without a weight variable. */
  readonly weights: Float64Array;
  /** Seeds to draw: as many as the source that has most. */
  readonly seeds: number;
}

/** Seeds drawn for baselines when no other source says how many. */
const defaultSeeds = 5;

export function seedCount(input: EvaluationInput): number {
  return input.sources.reduce((most, source) => Math.max(most, source.draws.length), 0) || defaultSeeds;
}

/** Null without a usable pilot row. */
export function baselineContext(input: EvaluationInput): BaselineContext | null {
  const { pilot } = input;
  if (pilot === null || pilot.n < 1) return null;
  const variable = variablesWithRole(input.codebook, 'weight')[0];
  const given = variable === undefined ? undefined : pilot.frame[variable.name];
  const weights = Float64Array.from({ length: pilot.n }, (_, r) =>
    given === undefined ? 1 : Math.max(0, Number(given[r] ?? 0)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || !Number.isFinite(total)) return null;
  return { input, pilot, weights: weights.map((weight) => (weight * pilot.n) / total), seeds: seedCount(input) };
}

/** Weighted counts of the options of an item among some pilot rows. */
export function optionCounts(context: BaselineContext, item: number, rows: readonly number[]): Float64Array {
  const counts = new Float64Array(context.input.items[item]?.variable.options.length ?? 0);
  for (const row of rows) {
    const answer = context.pilot.answers[item]?.[row] ?? -1;
    if (answer >= 0) counts[answer] = (counts[answer] ?? 0) + (context.weights[row] ?? 0);
  }
  return counts;
}

export function allRows(context: BaselineContext): number[] {
  return Array.from({ length: context.pilot.n }, (_, row) => row);
}

/** The same row of probabilities for every respondent. */
export function repeated(row: Float64Array, n: number): Float64Array {
  const all = new Float64Array(n * row.length);
  for (let r = 0; r < n; r++) all.set(row, r * row.length);
  return all;
}

export function baselineRandom(input: EvaluationInput, id: string, seed: number): Random {
  return createRandom(input.settings.seed, 'evaluation', id, seed);
}

/** An option drawn from the row of probabilities that starts at `start`. */
export function drawOption(probabilities: Float64Array, start: number, options: number, random: Random): number {
  let left = random.next();
  for (let k = 0; k < options - 1; k++) {
    left -= probabilities[start + k] ?? 0;
    if (left < 0) return k;
  }
  return options - 1;
}

/** Baselines give every answer by an option; one column serves for all items. */
export function nothingOutside(input: EvaluationInput): Float64Array[] {
  const none = new Float64Array(input.n);
  return input.items.map(() => none);
}

/** A baseline that draws every item independently of the others. */
export function independentSource(
  input: EvaluationInput,
  seeds: number,
  id: string,
  label: string,
  probabilities: readonly Float64Array[],
): SimulatedSource {
  const draws = Array.from({ length: seeds }, (_, seed) => {
    const random = baselineRandom(input, id, seed);
    return input.items.map(({ variable }, i) =>
      Int16Array.from({ length: input.n }, (__, r) => {
        const options = variable.options.length;
        return drawOption(probabilities[i] ?? new Float64Array(0), r * options, options, random);
      }),
    );
  });
  return {
    id,
    kind: 'baseline',
    label,
    probabilities,
    draws,
    outside: nothingOutside(input),
  };
}
