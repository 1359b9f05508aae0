import { describe, expect, test } from 'vitest';
import { chooseExamples } from '../../../shared/domain/prompt-examples.ts';
import { renderPrompt } from '../../../shared/domain/prompt.ts';
import { aVariable } from '../../support/a-variable.ts';
import { belief } from '../../support/small-study.ts';

const codebook = {
  variables: [aVariable('age', { label: 'Age', role: 'persona', scale: 'interval' }), belief('q', 3)],
};
const people = Array.from({ length: 60 }, (_, row) => ({
  row,
  // Nearly everybody gives the first answer, and every tenth gives none.
  answers: { age: 20 + row, q: row % 10 === 0 ? null : row % 20 === 1 ? '2' : row % 20 === 2 ? '3' : '1' },
}));

describe('the people shown in a prompt', () => {
  test('are balanced over the answers as far as the pilot has them', () => {
    const shown = chooseExamples(codebook, people, 6, 1).map(({ answers }) => answers.q);
    expect(shown.toSorted()).toEqual(['1', '1', '2', '2', '3', '3']);
  });

  test('have answered where anybody has, and are nobody twice', () => {
    const shown = chooseExamples(codebook, people, 54, 1);
    expect(shown.filter(({ answers }) => answers.q === null)).toEqual([]);
    expect(new Set(shown.map(({ row }) => row)).size).toBe(54);
  });

  test('are the same with the same seed, others with another, and all there are when more are wanted', () => {
    const rows = (seed: number): number[] => chooseExamples(codebook, people, 5, seed).map(({ row }) => row);
    expect(rows(1)).toEqual(rows(1));
    expect(rows(1)).not.toEqual(rows(2));
    expect(chooseExamples(codebook, people, 100, 1)).toHaveLength(60);
  });

  test('stand before the person with persona and answers, the same words for everybody', () => {
    const [item] = codebook.variables.slice(1);
    if (item === undefined) throw new Error('no item');
    const settings = { instruction: 'Answer.', answers: 'letters', persona: true } as const;
    const promptOf = (age: number): string =>
      renderPrompt({ codebook, settings, respondent: { age }, item, earlier: [], examples: [{ age: 44, q: '2' }] })
        .user;
    const before =
      'How other people answered:\n\nPerson:\n- Age: 44\n\nAnswers:\n- q: option 2\n\nThe person who answers now:\n\nPerson:\n';
    expect(promptOf(20).startsWith(`${before}- Age: 20`)).toBe(true);
    expect(promptOf(71).startsWith(`${before}- Age: 71`)).toBe(true);
  });
});
