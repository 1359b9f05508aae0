import { createRandom } from '../statistics/random.ts';
import type { Answers, Codebook } from './codebook.ts';
import { optionIndex, variablesWithRole } from './codebook.ts';

/**
 * Up to `wanted` respondents whose answers are shown in a prompt, by a seeded draw: each next one is the person whose answers
 * have been shown least so far, so that the options are balanced where the pilot has them. People with missing answers come
 * last. Equal input gives equal people, in the order in which they were chosen.
 */
export function chooseExamples<Person extends { readonly answers: Answers }>(
  codebook: Codebook,
  people: readonly Person[],
  wanted: number,
  seed: number,
): Person[] {
  const items = variablesWithRole(codebook, 'belief', 'action');
  const shown = items.map(({ options }) => options.map(() => 0));
  const left = createRandom(seed, 'prompt rows')
    .shuffle([...people])
    .map((person) => ({ person, options: items.map((item) => optionIndex(item, person.answers[item.name] ?? null)) }));
  const missing = people.length + 1;
  const costOf = (options: readonly number[]): number =>
    options.reduce((sum, option, item) => sum + (option < 0 ? missing : (shown[item]?.[option] ?? 0)), 0);
  const chosen: Person[] = [];
  while (chosen.length < wanted && left.length > 0) {
    const costs = left.map(({ options }) => costOf(options));
    const [next] = left.splice(costs.indexOf(Math.min(...costs)), 1);
    if (next === undefined) break;
    chosen.push(next.person);
    next.options.forEach((option, item) => {
      const counts = shown[item];
      if (counts !== undefined && option >= 0) counts[option] = (counts[option] ?? 0) + 1;
    });
  }
  return chosen;
}
