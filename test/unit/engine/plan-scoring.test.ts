import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planScoring } from '../../../electron/core/engine/plan-scoring.ts';
import type { DecodePart, ScoringPlan } from '../../../electron/core/engine/scoring-plan.ts';
import { buildTokenTree } from '../../../shared/domain/token-tree.ts';
import type { TokenTree } from '../../../shared/domain/token-tree.ts';

/** Follows a plan as the context would; returns for every readout the path of tokens before it. */
function follow(plan: ScoringPlan): Map<number, readonly number[]> {
  const held: number[][] = Array.from({ length: plan.streams }, () => []);
  const read = new Map<number, readonly number[]>();
  for (const step of plan.steps) {
    if (step.kind === 'copy') held[step.to] = [...(held[step.from] ?? [])];
    else if (step.kind === 'keep') held[step.stream] = (held[step.stream] ?? []).slice(0, step.length);
    else for (const part of step.parts) followPart(part, held, read);
  }
  return read;
}

function followPart(part: DecodePart, held: number[][], read: Map<number, readonly number[]>): void {
  const before = held[part.stream] ?? [];
  expect(part.start).toBe(before.length);
  expect(part.tokens.length).toBeGreaterThan(0);
  for (const { offset, readout } of part.outputs) {
    expect(read.has(readout)).toBe(false);
    read.set(readout, [...before, ...part.tokens.slice(0, offset + 1)]);
  }
  held[part.stream] = [...before, ...part.tokens];
}

function pathTo(tree: TokenTree, branch: number, offset: number): number[] {
  const path: number[] = [];
  for (let id = branch; id >= 0; id = tree.branches[id]?.parent ?? -1) {
    const tokens = tree.branches[id]?.tokens ?? [];
    path.unshift(...(id === branch ? tokens.slice(0, offset + 1) : tokens));
  }
  return path;
}

function decodes(plan: ScoringPlan): (readonly DecodePart[])[] {
  return plan.steps.flatMap((step) => (step.kind === 'decode' ? [step.parts] : []));
}

function everyPlace(tree: TokenTree): { branch: number; offset: number }[] {
  return tree.branches.flatMap(({ tokens }, branch) => tokens.map((_, offset) => ({ branch, offset })));
}

const sequences = fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 24 });
const settings = fc.record({
  streams: fc.integer({ min: 1, max: 6 }),
  batchTokens: fc.integer({ min: 3, max: 40 }),
  canRewind: fc.boolean(),
});

/** Respondents with a persona each and the same items: a shared start, then a persona, then items. */
function survey(respondents: number, itemLengths: readonly number[]): TokenTree {
  let next = 10;
  const fresh = (length: number): number[] => Array.from({ length }, () => next++);
  const instruction = fresh(20);
  const items = itemLengths.map(fresh);
  const personas = Array.from({ length: respondents }, (_, index) => fresh(100 + (index % 7)));
  return buildTokenTree(personas.flatMap((persona) => items.map((item) => [...instruction, ...persona, ...item])));
}

describe('planning the evaluation of a token tree', () => {
  it('reads every place once, after exactly the tokens that lead there', () => {
    fc.assert(
      fc.property(sequences, settings, (given, { streams, batchTokens, canRewind }) => {
        const tree = buildTokenTree(given);
        const readouts = everyPlace(tree);
        const plan = planScoring({ tree, readouts, streams, batchTokens, canRewind });
        const read = follow(plan);
        expect(read.size).toBe(readouts.length);
        readouts.forEach(({ branch, offset }, id) => expect(read.get(id)).toEqual(pathTo(tree, branch, offset)));
      }),
    );
  });

  it('keeps to the limits of streams and batches, and joins only equally long parts of adjacent streams', () => {
    fc.assert(
      fc.property(sequences, settings, (given, { streams, batchTokens, canRewind }) => {
        const tree = buildTokenTree(given);
        const plan = planScoring({ tree, readouts: [], streams, batchTokens, canRewind });
        expect(plan.streams).toBeLessThanOrEqual(streams);
        for (const parts of decodes(plan)) {
          expect(parts.reduce((sum, { tokens }) => sum + tokens.length, 0)).toBeLessThanOrEqual(batchTokens);
          parts.forEach((part, index) => {
            expect(part.stream).toBe((parts[0]?.stream ?? 0) + index);
            expect(part.tokens.length).toBe(parts[0]?.tokens.length);
          });
        }
      }),
    );
  });

  it('starts every sequence anew where the state cannot go back', () => {
    fc.assert(
      fc.property(sequences, (given) => {
        const tree = buildTokenTree(given);
        const plan = planScoring({ tree, readouts: [], streams: 4, batchTokens: 40, canRewind: false });
        const kept = plan.steps.flatMap((step) => (step.kind === 'keep' ? [step.length] : []));
        expect(kept.every((length) => length === 0)).toBe(true);
        expect(plan.steps.some((step) => step.kind === 'copy')).toBe(false);
      }),
    );
  });

  it('evaluates each token of a survey once and the items of all respondents side by side', () => {
    const tree = survey(12, [30, 41, 52]);
    const plan = planScoring({ tree, readouts: [], streams: 12, batchTokens: 512, canRewind: true });
    expect(plan.decodedTokens).toBe(tree.uniqueTokens);
    const together = decodes(plan).filter((parts) => parts.length > 1);
    // 12 × 30 and 12 × 41 tokens are one batch each; 12 × 52 do not fit and are halved.
    expect(together.map((parts) => parts.length)).toEqual([12, 12, 6, 6]);
  });

  it('lets respondents with questions of equal length stand side by side', () => {
    const first = survey(4, [30, 40]);
    const second = survey(4, [31, 43]);
    const paths = [first, second].flatMap((tree, arm) =>
      tree.ends.map(({ branch, offset }) => [arm, ...pathTo(tree, branch, offset)]),
    );
    const shuffled = paths.map((path, index) => paths[(index * 5) % paths.length] ?? path);
    const plan = planScoring({
      tree: buildTokenTree(shuffled),
      readouts: [],
      streams: 8,
      batchTokens: 512,
      canRewind: true,
    });
    expect(decodes(plan).filter((parts) => parts.length === 4)).toHaveLength(4);
  });

  it('plans the same for the same tree', () => {
    const input = { tree: survey(9, [20, 25, 31]), readouts: [], streams: 6, batchTokens: 256, canRewind: true };
    expect(planScoring(input)).toEqual(planScoring(input));
  });
});
