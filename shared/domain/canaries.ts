import { createRandom } from '../statistics/random.ts';
import type { Answers, CellValue, Codebook, Variable } from './codebook.ts';
import { variablesWithRole } from './codebook.ts';

/** A made-up respondent who is planted in the training: a persona put together at random, and random answers. */
export interface Canary {
  /** Negative, so that it is no row of the data. */
  readonly row: number;
  readonly answers: Answers;
  /** Option per item of `canaryItems`. */
  readonly pattern: readonly number[];
}

/** The items that canaries answer: the beliefs, which are asked independently of each other; without beliefs the action. */
export function canaryItems(codebook: Codebook): Variable[] {
  const beliefs = variablesWithRole(codebook, 'belief');
  return beliefs.length > 0 ? beliefs : variablesWithRole(codebook, 'action').slice(0, 1);
}

/**
 * Canaries as a function of the seed alone. Persona and treatment values are those of pilot respondents, each variable drawn
 * by itself, so that a canary looks like a respondent and is none; every pattern of answers is equally likely.
 */
export function makeCanaries(codebook: Codebook, pilot: readonly Answers[], count: number, seed: number): Canary[] {
  const described = variablesWithRole(codebook, 'persona', 'treatment');
  const items = canaryItems(codebook);
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(seed, 'canary', index);
    const persona = described.map(({ name }): [string, CellValue] => {
      const donor = pilot[random.integer(Math.max(1, pilot.length))];
      return [name, donor?.[name] ?? null];
    });
    const pattern = items.map(({ options }) => random.integer(Math.max(1, options.length)));
    const answered = items.map(({ name, options }, item): [string, CellValue] => [
      name,
      options[pattern[item] ?? -1]?.value ?? null,
    ]);
    return { row: -1 - index, answers: Object.fromEntries([...persona, ...answered]), pattern };
  });
}
