import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packExamples } from '../../../electron/core/jobs/pack-examples.ts';
import type { Example } from '../../../electron/core/jobs/pack-examples.ts';
import type { PackedSequence } from '../../../electron/core/trainer/training-types.ts';

/** Tokens that a token of the packed sequence sees, itself last. */
function visible(sequence: PackedSequence, index: number): number[] {
  const seen: number[] = [];
  let branch = sequence.branches[index] ?? -1;
  let from = index;
  while (branch >= 0) {
    const own = [...sequence.branches.keys()].filter((at) => sequence.branches[at] === branch && at <= from);
    seen.unshift(...own.map((at) => sequence.tokens[at] ?? -1));
    branch = sequence.parents[branch] ?? -1;
    from = sequence.tokens.length;
  }
  return seen;
}

const tokens = (least: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: least, maxLength: 12 });
const examples: fc.Arbitrary<Example[]> = fc.array(
  fc.record({ prompt: tokens(1), answer: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

describe('packing the examples of a respondent', () => {
  it('lets every answer token be predicted from exactly its own prompt and the answer tokens before it', () => {
    fc.assert(
      fc.property(examples, (given) => {
        const packed = packExamples(given);
        const targets = packed.flatMap(({ packed: sequence }) =>
          sequence.targets.map((target) => ({ sequence, target })),
        );
        const wanted = given.flatMap(({ prompt, answer }) =>
          answer.map((token, place) => ({ token, before: [...prompt, ...answer.slice(0, place)] })),
        );
        expect(targets.length).toBe(wanted.length);
        targets.forEach(({ sequence, target }, index) => {
          expect(target.token).toBe(wanted[index]?.token);
          expect(visible(sequence, target.index)).toEqual(wanted[index]?.before);
        });
      }),
    );
  });

  it('gives every token the position it has in its own prompt', () => {
    const [packed] = packExamples([
      { prompt: [1, 2, 3], answer: [7] },
      { prompt: [1, 2, 4, 5], answer: [8] },
    ]);
    expect([...(packed?.packed.tokens ?? [])]).toEqual([1, 2, 3, 4, 5]);
    expect([...(packed?.packed.positions ?? [])]).toEqual([0, 1, 2, 2, 3]);
  });

  it('holds a shared persona once and counts the answers', () => {
    const persona = Array.from({ length: 100 }, (_, index) => index);
    const [packed, ...more] = packExamples([
      { prompt: [...persona, 200], answer: [1] },
      { prompt: [...persona, 201], answer: [2] },
    ]);
    expect(more).toEqual([]);
    expect(packed?.packed.tokens.length).toBe(102);
    expect(packed?.answers).toBe(2);
  });

  it('opens another sequence where the examples of a respondent do not fit one', () => {
    const long = (start: number): Example => ({
      prompt: Array.from({ length: 400 }, (_, index) => start + index),
      answer: [1],
    });
    expect(packExamples([long(0), long(1000), long(2000)]).map(({ answers }) => answers)).toEqual([1, 1, 1]);
  });
});
