import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers, Codebook, Variable } from '../../../shared/domain/codebook.ts';
import type { PromptInput, PromptSettings } from '../../../shared/domain/prompt.ts';
import { answerIndex, plainPrompt, renderPrompt } from '../../../shared/domain/prompt.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';

const risk: Variable = aVariable('risk', {
  label: 'Risk',
  role: 'belief',
  scale: 'ordinal',
  options: numberedOptions('low', 'middle', 'high'),
  wording: { text: 'How high is the risk?', byCondition: { '2': 'How high is the risk after the warning?' } },
});
const tells: Variable = aVariable('tells', {
  label: 'Decision',
  role: 'action',
  scale: 'binary',
  options: numberedOptions('disclose', 'withhold'),
  wording: { text: 'What do you do?', byCondition: {} },
});
const codebook: Codebook = {
  variables: [
    aVariable('arm', {
      role: 'treatment',
      scale: 'binary',
      options: numberedOptions('control', 'warned'),
      wording: { text: '', byCondition: { '2': 'There was a warning.' } },
    }),
    aVariable('stake', {
      role: 'treatment',
      scale: 'binary',
      options: numberedOptions('low', 'high'),
      wording: { text: '', byCondition: { '1': 'You hold $10.', '2': 'You hold $500.' } },
    }),
    aVariable('age', { label: 'Age', unit: 'years' }),
    aVariable('sex', { label: 'Gender', scale: 'binary', options: numberedOptions('man', 'woman') }),
    risk,
    tells,
    aVariable('id', { role: 'id', scale: 'text' }),
    aVariable('note', { role: 'excluded', scale: 'text' }),
    aVariable('w', { role: 'weight' }),
  ],
};
const settings: PromptSettings = { instruction: 'Answer as the person would.', answers: 'letters', persona: true };
const respondent: Answers = {
  arm: '2',
  stake: '1',
  age: 36,
  sex: '2',
  risk: '3',
  tells: '1',
  id: 'r7',
  note: 'x',
  w: 1.5,
};

const render = (fields: Partial<PromptInput> = {}): ReturnType<typeof renderPrompt> =>
  renderPrompt({ codebook, settings, respondent, item: risk, earlier: [], ...fields });

describe('the prompt of an item', () => {
  test('puts persona, situation, earlier answers, question and options in this order', () => {
    const prompt = render({ item: tells, earlier: [{ item: risk, value: '3' }] });
    expect(plainPrompt(prompt)).toBe(`Answer as the person would.

Person:
- Age: 36 years
- Gender: woman

Situation: There was a warning. You hold $10.

Earlier answers:
- Risk: high

Question: What do you do?
A. disclose
B. withhold
Answer:`);
    expect(prompt.answers).toEqual(['A', 'B']);
    expect(prompt.options).toEqual(['1', '2']);
  });

  test('never shows identifiers, weights, excluded variables, or the answers of the respondent', () => {
    const text = plainPrompt(render());
    for (const hidden of ['r7', 'note', '1.5', 'Decision', 'disclose', 'Earlier']) expect(text).not.toContain(hidden);
    expect(render({ respondent: { ...respondent, risk: '1', tells: '2' } })).toEqual(render());
  });

  test('leaves out what is missing, and the persona when it is not wanted', () => {
    const bare = plainPrompt(render({ respondent: { arm: '1', stake: null, age: null, sex: '1' } }));
    expect(bare).toContain('Person:\n- Gender: man\n\nQuestion:');
    expect(plainPrompt(render({ respondent: {} }))).not.toContain('Person');
    const without = plainPrompt(render({ settings: { ...settings, persona: false } }));
    expect(without).not.toContain('Person');
    expect(without).toContain('Situation: There was a warning.');
    expect(plainPrompt(render({ item: tells, earlier: [{ item: risk, value: null }] }))).not.toContain('Earlier');
  });

  test('words the question by the first treatment', () => {
    expect(render().user).toContain('Question: How high is the risk after the warning?');
    expect(render({ respondent: { ...respondent, arm: '1' } }).user).toContain('Question: How high is the risk?');
  });

  test('shows the options in the order wanted and keeps their values with their answers', () => {
    const prompt = render({ optionOrder: [2, 0, 1] });
    expect(prompt.user).toContain('A. high\nB. low\nC. middle\n');
    expect(prompt.options).toEqual(['3', '1', '2']);
    expect(answerIndex(prompt, risk, '1')).toBe(1);
  });

  test('offers the labels themselves where letters are not wanted', () => {
    const prompt = render({ settings: { ...settings, answers: 'labels' } });
    expect(prompt.user).toContain('\n- low\n- middle\n- high\nAnswer:');
    expect(prompt.answers).toEqual(['low', 'middle', 'high']);
  });

  test('starts with the same text for all items of one respondent', () => {
    const shared = 'Person:\n- Age: 36 years\n- Gender: woman\n\nSituation: There was a warning. You hold $10.\n\n';
    expect(render().user.startsWith(shared)).toBe(true);
    expect(render({ item: tells }).user.startsWith(shared)).toBe(true);
  });
});

describe('the answer of a human', () => {
  test('is found in any order of the options', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
        fc.constantFrom('1', '2', '3'),
        (optionOrder, value) => {
          const prompt = render({ optionOrder });
          const index = answerIndex(prompt, risk, value);
          expect(prompt.options[index]).toBe(value);
          const label = risk.options.find((option) => option.value === value)?.label;
          expect(prompt.user).toContain(`${prompt.answers[index]}. ${label}\n`);
        },
      ),
    );
  });

  test('is nowhere when it is missing or no option', () => {
    expect(answerIndex(render(), risk, null)).toBe(-1);
    expect(answerIndex(render(), risk, '9')).toBe(-1);
  });
});
