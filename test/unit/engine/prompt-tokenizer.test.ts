import { describe, expect, it } from 'vitest';
import { createPromptTokenizer } from '../../../electron/core/engine/prompt-tokenizer.ts';
import type { TokenizerSource } from '../../../electron/core/engine/prompt-tokenizer.ts';
import { failureOf } from '../../support/failure-of.ts';

/** Longest match in a list of pieces, else one token per character; markers in angle brackets only where asked for. */
function tokenizer(
  pieces: readonly string[],
  fields: Partial<TokenizerSource> = {},
): TokenizerSource & { calls: number } {
  const vocabulary = [...pieces].sort((a, b) => b.length - a.length);
  const source = {
    calls: 0,
    tokenize(text: string, special: boolean) {
      source.calls++;
      const tokens: number[] = [];
      for (let position = 0; position < text.length;) {
        const piece = vocabulary.find(
          (candidate) => text.startsWith(candidate, position) && (special || !candidate.startsWith('<')),
        );
        tokens.push(piece === undefined ? text.charCodeAt(position) : 1000 + pieces.indexOf(piece));
        position += piece?.length ?? 1;
      }
      return tokens;
    },
    beginToken: undefined,
    endOfTurn: undefined,
    template: undefined,
    ...fields,
  };
  return source;
}

const codes = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

describe('tokenising prompts with their answers', () => {
  it('puts one blank between a plain prompt and its answers', () => {
    const tokenize = createPromptTokenizer(tokenizer([' A', ' B']));
    const { prompt, answers } = tokenize({ system: 'S', user: 'Answer:' }, ['A', 'B']);
    expect(prompt).toEqual(codes('S\n\nAnswer:'));
    expect(answers).toEqual([[1000], [1001]]);
  });

  it('puts the token that begins a sequence first, once', () => {
    const tokenize = createPromptTokenizer(tokenizer([' A'], { beginToken: 7 }));
    expect(tokenize({ system: 'S', user: 'Q:' }, ['A', 'B']).prompt.slice(0, 2)).toEqual([7, 'S'.charCodeAt(0)]);
    const marked = tokenizer(['<s>'], { beginToken: 1000, template: { render: ({ user }) => `<s>${user}` } });
    expect(createPromptTokenizer(marked)({ system: '', user: 'Q' }, ['A', 'B']).prompt).toEqual([1000, 81]);
  });

  it('counts tokens of the prompt that merge with an answer to the answers', () => {
    const tokenize = createPromptTokenizer(tokenizer([': A']));
    const { prompt, answers } = tokenize({ system: 'S', user: 'Q:' }, ['A', 'B']);
    expect(prompt).toEqual(codes('S\n\nQ'));
    expect(answers).toEqual([[1000], codes(': B')]);
  });

  it('ends labels with a newline, so that none is the beginning of another', () => {
    const tokenize = createPromptTokenizer(tokenizer([' No', ' Yes']));
    const { answers } = tokenize({ system: 'S', user: 'Q:' }, ['Yes', 'No', 'No opinion']);
    expect(answers).toEqual([
      [1001, 10],
      [1000, 10],
      [1000, ...codes(' opinion\n')],
    ]);
  });

  it('ends labels in a chat with the end-of-turn token and leaves out the blank', () => {
    const source = tokenizer(['<user>', '<end>', '<model>', 'Yes', 'No'], {
      endOfTurn: 1001,
      template: { render: ({ system, user }) => `<user>${system}${user}<end><model>` },
    });
    const { prompt, answers } = createPromptTokenizer(source)({ system: 'S', user: 'Q' }, ['Yes', 'No']);
    expect(prompt).toEqual([1000, 83, 81, 1001, 1002]);
    expect(answers).toEqual([
      [1003, 1001],
      [1004, 1001],
    ]);
  });

  it('gives the same tokens for a prompt whose end it has met before, with less work', () => {
    const source = tokenizer([' No', ' Yes', 'Answer:']);
    const tokenize = createPromptTokenizer(source);
    const user = `${'Do you agree with this? '.repeat(4)}Answer:`;
    tokenize({ system: 'First person.', user }, ['Yes', 'No', 'No opinion']);
    const calls = source.calls;
    const again = tokenize({ system: 'Second person.', user }, ['Yes', 'No', 'No opinion']);
    expect(source.calls - calls).toBe(1);
    const fresh = createPromptTokenizer(source);
    expect(again).toEqual(fresh({ system: 'Second person.', user }, ['Yes', 'No', 'No opinion']));
  });

  it('refuses answers that cannot be told apart', () => {
    const tokenize = createPromptTokenizer(tokenizer([]));
    expect(failureOf(() => tokenize({ system: 'S', user: 'Q:' }, ['Yes', 'Yes'])).code).toBe('codebook-invalid');
  });

  it('refuses an empty prompt', () => {
    const source = tokenizer([], { template: { render: () => '' } });
    const tokenize = createPromptTokenizer(source);
    expect(failureOf(() => tokenize({ system: '', user: '' }, ['A', 'B'])).code).toBe('usage');
  });
});
