import type { Answers, CellValue, Codebook, Variable } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Prompt, PromptSettings } from '../../../shared/domain/prompt.ts';
import { renderPrompt } from '../../../shared/domain/prompt.ts';
import type { SimulationSettings } from '../../../shared/domain/study.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { SimulatedAnswer, SimulatedProbabilities } from '../database/repositories/simulation-blocks.ts';

export interface Respondent {
  readonly row: number;
  readonly answers: Answers;
}

export interface ScoredPrompt {
  readonly probabilities: readonly number[];
  readonly outside: number;
}

/** Scores prompts in one call; equal prompts are one computation. */
export type ScorePrompts = (prompts: readonly Prompt[]) => Promise<readonly ScoredPrompt[]>;

export interface SimulationPlan {
  readonly codebook: Codebook;
  readonly prompt: PromptSettings;
  readonly simulation: SimulationSettings;
  /** Other people shown in every prompt; none unless told. */
  readonly examples?: readonly Answers[];
}

export interface SimulatedBlock {
  readonly probabilities: SimulatedProbabilities[];
  readonly answers: SimulatedAnswer[];
}

/**
 * Simulates a block of twins: every belief is scored given the persona alone, so that its probabilities carry no sampling
 * noise; each seed draws a set of beliefs; the action is then scored given the twin's own drawn beliefs, and drawn.
 * Draws use one random stream per seed, respondent and item, so base and adapted model share their random numbers.
 */
export async function simulateBlock(
  plan: SimulationPlan,
  respondents: readonly Respondent[],
  score: ScorePrompts,
): Promise<SimulatedBlock> {
  const block: SimulatedBlock = { probabilities: [], answers: [] };
  const beliefs = variablesWithRole(plan.codebook, 'belief');
  const actions = variablesWithRole(plan.codebook, 'action');
  const asked = respondents.flatMap((respondent) =>
    beliefs.map((item) => ({ respondent, item, prompt: twinPrompt(plan, respondent, item, []) })),
  );
  const scored = asked.length === 0 ? [] : await score(asked.map(({ prompt }) => prompt));
  const drawn = new Map<string, CellValue>();
  asked.forEach(({ respondent, item, prompt }, index) => {
    const result = inCodebookOrder(item, prompt, scored[index]);
    block.probabilities.push({ row: respondent.row, item: item.name, seed: null, ...result });
    for (const seed of plan.simulation.seeds) {
      const value = draw(seed, respondent.row, item, result.probabilities);
      drawn.set(`${seed} ${respondent.row} ${item.name}`, value);
      block.answers.push({ seed, row: respondent.row, item: item.name, value });
    }
  });
  const decisions = respondents.flatMap((respondent) =>
    actions.flatMap((item) =>
      plan.simulation.seeds.map((seed) => {
        const earlier = beliefs.map((belief) => ({
          item: belief,
          value: drawn.get(`${seed} ${respondent.row} ${belief.name}`) ?? null,
        }));
        return { respondent, item, seed, prompt: twinPrompt(plan, respondent, item, earlier) };
      }),
    ),
  );
  const decided = decisions.length === 0 ? [] : await score(decisions.map(({ prompt }) => prompt));
  decisions.forEach(({ respondent, item, seed, prompt }, index) => {
    const result = inCodebookOrder(item, prompt, decided[index]);
    block.probabilities.push({ row: respondent.row, item: item.name, seed, ...result });
    block.answers.push({
      seed,
      row: respondent.row,
      item: item.name,
      value: draw(seed, respondent.row, item, result.probabilities),
    });
  });
  return block;
}

/** The prompt of one question to one twin, with the options in the order that the settings ask for. */
export function twinPrompt(
  plan: SimulationPlan,
  respondent: Respondent,
  item: Variable,
  earlier: readonly { item: Variable; value: CellValue }[],
): Prompt {
  const { codebook, prompt: settings, simulation, examples = [] } = plan;
  const input = { codebook, settings, respondent: respondent.answers, item, earlier, examples };
  if (simulation.optionOrder === 'codebook') return renderPrompt(input);
  const order = createRandom('option order', respondent.row, item.name).shuffle(item.options.map((_, index) => index));
  return renderPrompt({ ...input, optionOrder: order });
}

/** Probabilities in the order of the codebook's options. */
export function inCodebookOrder(
  item: Variable,
  prompt: Prompt,
  scored: ScoredPrompt | undefined,
): { probabilities: number[]; outside: number } {
  const probabilities = item.options.map((option) => scored?.probabilities[prompt.options.indexOf(option.value)] ?? 0);
  return { probabilities, outside: scored?.outside ?? 1 };
}

function draw(seed: number, row: number, item: Variable, probabilities: readonly number[]): CellValue {
  const index = createRandom(seed, 'answer', row, item.name).weightedIndex(probabilities);
  return item.options[index]?.value ?? null;
}
