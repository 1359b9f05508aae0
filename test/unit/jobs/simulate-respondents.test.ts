import { describe, expect, it } from 'vitest';
import type { ScorePrompts, SimulationPlan } from '../../../electron/core/jobs/simulate-respondents.ts';
import { simulateBlock } from '../../../electron/core/jobs/simulate-respondents.ts';
import type { Prompt } from '../../../shared/domain/prompt.ts';
import { aStudy } from '../../support/a-study.ts';

const respondents = [
  { row: 1, answers: { arm: '1', stake: '1', region: '1', age: 30 } },
  { row: 2, answers: { arm: '2', stake: '1', region: '3', age: 51 } },
];

function plan(fields: Partial<SimulationPlan['simulation']> = {}): SimulationPlan {
  const { codebook, prompt } = aStudy();
  return { codebook, prompt, simulation: { seeds: [1, 2, 3], optionOrder: 'codebook', ...fields } };
}

/** A model that answers by the words of the options, so that the order in which they are shown does not matter. */
function createModel(asked: Prompt[][] = []): ScorePrompts {
  return async (prompts) => {
    asked.push([...prompts]);
    return prompts.map((prompt) => {
      const weights = prompt.options.map((value) => Number(value));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return { probabilities: weights.map((weight) => weight / total), outside: 0.01 };
    });
  };
}

describe('simulating a block of twins', () => {
  it('scores each belief once and the action once for every seed', async () => {
    const block = await simulateBlock(plan(), respondents, createModel());
    const count = (item: string): number => block.probabilities.filter((entry) => entry.item === item).length;
    expect([count('risk'), count('norm'), count('tells')]).toEqual([2, 2, 6]);
    expect(block.answers.length).toBe(2 * 3 * 3);
  });

  it('shows the action the beliefs that the twin drew under the same seed, and nothing that the human answered', async () => {
    const asked: Prompt[][] = [];
    const human = respondents.map(({ row, answers }) => ({
      row,
      answers: { ...answers, risk: '1', norm: '1', tells: '1' },
    }));
    const block = await simulateBlock(plan(), human, createModel(asked));
    const labels = { risk: ['low', 'middle', 'high'], norm: ['tell', 'hide', 'neither'] };
    const decisions = asked[1] ?? [];
    expect(asked[0]?.every(({ user }) => !user.includes('Earlier answers'))).toBe(true);
    decisions.forEach((prompt, index) => {
      const row = human[Math.floor(index / 3)]?.row;
      const seed = (index % 3) + 1;
      for (const item of ['risk', 'norm'] as const) {
        const drawn = block.answers.find(
          (answer) => answer.seed === seed && answer.row === row && answer.item === item,
        );
        expect(prompt.user).toContain(`- ${item}: ${labels[item][Number(drawn?.value) - 1]}\n`);
      }
    });
  });

  it('gives the same answers whatever else is in the block', async () => {
    const both = await simulateBlock(plan(), respondents, createModel());
    const alone = await simulateBlock(plan(), respondents.slice(1), createModel());
    expect(both.answers.filter(({ row }) => row === 2)).toEqual(alone.answers);
  });

  it('keeps probabilities in the order of the codebook when the options are shown in another order', async () => {
    const asked: Prompt[][] = [];
    const many = Array.from({ length: 12 }, (_, index) => ({ row: index, answers: { region: '1' } }));
    const shuffled = await simulateBlock(plan({ optionOrder: 'shuffled' }), many, createModel(asked));
    const orders = new Set(asked[0]?.map(({ options }) => options.join()));
    expect(orders.size).toBeGreaterThan(2);
    for (const { item, probabilities } of shuffled.probabilities) {
      const expected = item === 'tells' ? [1 / 3, 2 / 3] : [1 / 6, 2 / 6, 3 / 6];
      expect([...probabilities].map((value) => value.toFixed(6))).toEqual(expected.map((value) => value.toFixed(6)));
    }
  });

  it('draws answers in proportion to their probabilities', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ row: index, answers: { region: '1' } }));
    const block = await simulateBlock(plan({ seeds: [7] }), many, createModel());
    const share = block.answers.filter(({ item, value }) => item === 'risk' && value === '3').length / 3000;
    // Four standard errors of a share of one half.
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 3000));
  });
});
