import { describe, expect, test } from 'vitest';
import { checkStudy } from '../../../shared/domain/check-study.ts';
import { recipeSchema, studyFromRecipe } from '../../../shared/domain/recipe.ts';
import { studySchema } from '../../../shared/domain/study.ts';

const smallest = {
  pilotlight: 1,
  study: 'small',
  title: 'A small study',
  data: { file: 'data.csv' },
  codebook: { vote: { role: 'action', wording: 'Who do you vote for?', options: ['left', 'right'] } },
  split: { seed: 1, parts: { 'pilot-train': 2, 'pilot-validation': 1, evaluation: 'rest' } },
  model: { base: 'model.gguf' },
};

const withVariable = (variable: unknown): ReturnType<typeof recipeSchema.safeParse> =>
  recipeSchema.safeParse({ ...smallest, codebook: { ...smallest.codebook, extra: variable } });

const messagesOf = (variable: unknown): string[] =>
  withVariable(variable).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('a recipe turned into a study', () => {
  test('is a study that the contract accepts and that has no faults', () => {
    const study = studyFromRecipe(recipeSchema.parse(smallest));
    expect(studySchema.parse(study)).toEqual(study);
    expect(checkStudy(study)).toEqual([]);
  });

  test('carries every setting over', () => {
    const study = studyFromRecipe(
      recipeSchema.parse({
        ...smallest,
        notice: 'Draft.',
        synthetic: true,
        rule: { action: 'vote', cases: [{ when: '1 < 2', choose: 'left' }] },
        regressions: [
          { name: 'R', model: 'logit', formula: 'vote ~ 1' },
          { name: 'S', model: 'multinomial-logit', formula: 'vote ~ 1', contrasts: 'sum' },
        ],
        prompt: { instruction: 'Answer.', answers: 'labels', persona: false },
        adaptation: {
          rank: 4,
          alpha: 9,
          learning_rate: 0.1,
          epochs: 7,
          batch: 3,
          warmup: 0.5,
          weight_decay: 0.01,
          clip_norm: 2,
          patience: 0,
          seed: 5,
        },
        simulation: { seeds: [9], option_order: 'shuffled' },
        evaluation: { bootstrap: 200, level: 0.9, seed: 3, subgroups: ['vote'] },
      }),
    );
    expect(study).toMatchObject({
      notice: 'Draft.',
      synthetic: true,
      rule: { action: 'vote', source: '' },
      regressions: [{ covariance: 'classical' }, { model: 'multinomial-logit', contrasts: 'sum' }],
      prompt: { instruction: 'Answer.', answers: 'labels', persona: false },
      adaptation: { learningRate: 0.1, weightDecay: 0.01, clipNorm: 2, patience: 0, epochs: 7 },
      simulation: { seeds: [9], optionOrder: 'shuffled' },
      evaluation: { bootstrap: 200, level: 0.9, seed: 3, subgroups: ['vote'] },
    });
  });
});

describe('the scale of a variable', () => {
  test('is binary with two options and a number for a weight, without being said', () => {
    const recipe = recipeSchema.parse({
      ...smallest,
      codebook: {
        ...smallest.codebook,
        weight: { role: 'weight' },
        school: { role: 'cluster' },
        id: { role: 'id' },
        rest: { role: 'excluded' },
      },
    });
    expect(studyFromRecipe(recipe).codebook.variables.map(({ scale }) => scale)).toEqual([
      'binary',
      'interval',
      'text',
      'text',
      'text',
    ]);
  });

  test('has to be said in all other cases', () => {
    expect(messagesOf({ role: 'persona' })).toEqual(['codebook.extra: needs its scale: interval, count or text']);
    expect(messagesOf({ role: 'belief', options: ['a', 'b', 'c'] })).toEqual([
      'codebook.extra: needs its scale: ordinal or nominal',
    ]);
    expect(messagesOf({ role: 'persona', scale: 'count' })).toEqual([]);
  });
});

describe('options', () => {
  test.each([[{ 1: 'low', 2: 'high' }], [{ value: 1 }], [{ label: 'low' }], [{}], [null], [['a']]])(
    'cannot be written as %j',
    (option) => {
      expect(messagesOf({ role: 'persona', options: [option, 'b'] })).toEqual([
        expect.stringContaining('codebook.extra.options.0: write each option as "- code: label"'),
      ]);
    },
  );

  test('have to be a list', () => {
    expect(messagesOf({ role: 'persona', scale: 'nominal', options: { 1: 'a', 2: 'b' } })).toEqual([
      'codebook.extra.options: must be a list, so that the order of the options is kept',
    ]);
  });
});
