import { describe, expect, it } from 'vitest';
import { canaryItems, makeCanaries } from '../../../shared/domain/canaries.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { copyingResults } from '../../../shared/evaluation/leakage/copying.ts';
import type { LeakageMeasurements } from '../../../shared/evaluation/leakage/leakage.ts';
import { withLeakage } from '../../../shared/evaluation/leakage/leakage.ts';
import { leakageSchema } from '../../../shared/evaluation/leakage/leakage-results.ts';
import { membershipResults } from '../../../shared/evaluation/leakage/membership.ts';
import { canaryExposure, expectedExposure } from '../../../shared/statistics/canary-exposure.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aStudy } from '../../support/a-study.ts';
import { sampleEvaluationInput } from '../../support/sample-evaluation-input.ts';
import { belief, drawMany, drawnSource, found, smallStudy } from '../../support/small-study.ts';

const uniform = [0.2, 0.2, 0.2, 0.2, 0.2];
const items = [belief('a', 5), belief('b', 5), belief('c', 5)];

/** 60 people and 20 pilot rows with independent answers; twins by a rule. */
function copyingStudy(twin: (pilot: readonly (readonly number[])[], row: number, item: number) => number) {
  const random = createRandom(3, 'copying');
  const human = items.map(() => drawMany(random, uniform, 60));
  const pilot = items.map(() => drawMany(random, uniform, 20));
  const draws = [0, 1].map(() =>
    items.map((_, item) => Array.from({ length: 60 }, (__, row) => twin(pilot, row, item))),
  );
  return smallStudy({ items, human, pilot: { answers: pilot }, sources: [drawnSource('adapted', 'adapted', draws)] });
}

describe('copied belief structures', () => {
  it('are all of them where the twins repeat pilot rows, far beyond what people show', () => {
    const copying = found(copyingResults(copyingStudy((pilot, row, item) => pilot[item]?.[row % 20] ?? 0)));
    expect(copying.sources[0]?.simulated.value).toBe(1);
    // 20 of 125 structures are known.
    expect(found(copying.human.value)).toBeLessThan(0.4);
    expect(found(copying.sources[0]?.excess.low)).toBeGreaterThan(0.4);
    expect(copying.pilot).toBe(20);
  });

  it('are no more than among people where the twins answer on their own', () => {
    const random = createRandom(4, 'own answers');
    const copying = found(copyingResults(copyingStudy(() => random.integer(5))));
    expect(found(copying.sources[0]?.excess.low)).toBeLessThan(0);
    expect(found(copying.sources[0]?.excess.high)).toBeGreaterThan(0);
  });

  it('are not counted with fewer than two beliefs or without a pilot', () => {
    expect(copyingResults({ ...copyingStudy(() => 0), pilot: null })).toBeNull();
    const one = smallStudy({ items: [belief('a', 5)], human: [[0, 1]], pilot: { answers: [[0]] } });
    expect(copyingResults(one)).toBeNull();
  });
});

function losses(random: ReturnType<typeof createRandom>, n: number, shift: number): number[] {
  return Array.from({ length: n }, () => 1.5 + shift + 0.2 * random.normal());
}

describe('membership inference', () => {
  const random = createRandom(5, 'membership');
  const settings = { level: 0.95, bootstrap: 200, seed: 1 };

  it('tells people of the training where the adapter fits their answers alone', () => {
    const result = found(
      membershipResults({
        members: { adapted: losses(random, 80, -1.5), base: losses(random, 80, 0) },
        nonMembers: { adapted: losses(random, 150, 0), base: losses(random, 150, 0) },
        ...settings,
      }),
    );
    for (const { auc, truePositiveRate, falsePositiveRate } of result.attacks) {
      expect(found(auc.low)).toBeGreaterThan(0.95);
      expect(found(truePositiveRate.low)).toBeGreaterThan(0.7);
      expect(falsePositiveRate).toBeLessThanOrEqual(0.01);
    }
  });

  it('finds nothing where the adapter treats both alike, and does not pretend to be certain of it', () => {
    const same = () => ({ adapted: losses(random, 60, 0), base: losses(random, 60, 0) });
    const result = found(membershipResults({ members: same(), nonMembers: same(), ...settings }));
    for (const { auc, truePositiveRate } of result.attacks) {
      expect(found(auc.low)).toBeLessThan(0.5);
      expect(found(auc.high)).toBeGreaterThan(0.5);
      // None of 60 recognised is compatible with one in twenty.
      expect(found(truePositiveRate.high)).toBeGreaterThan(0.05);
    }
  });

  it('sees through answers that are easy for everybody when it compares with the base model', () => {
    // People differ in how predictable they are, far more than the adapter learned of them.
    const easy = losses(random, 150, 0).map((loss) => loss * 3);
    const members = { base: easy.slice(0, 75), adapted: easy.slice(0, 75).map((loss) => loss - 0.1) };
    const nonMembers = { base: easy.slice(75), adapted: easy.slice(75) };
    const result = found(membershipResults({ members, nonMembers, ...settings }));
    expect(found(result.attacks[0]?.auc.value)).toBeLessThan(0.7);
    expect(result.attacks[1]?.auc.value).toBe(1);
  });

  it('says nothing about fewer than five people', () => {
    const few = { adapted: [1, 2, 3, 4], base: [1, 2, 3, 4] };
    expect(membershipResults({ members: few, nonMembers: few, ...settings })).toBeNull();
  });
});

describe('canaries', () => {
  const { codebook } = aStudy();
  const pilot = [
    { arm: '1', stake: '2', region: '1', age: 30, city: 'A' },
    { arm: '2', stake: '1', region: '3', age: 60, city: 'B' },
  ];

  it('are the same for the same seed, and look like respondents without being one', () => {
    const canaries = makeCanaries(codebook, pilot, 50, 1);
    expect(makeCanaries(codebook, pilot, 50, 1)).toEqual(canaries);
    expect(makeCanaries(codebook, pilot, 50, 2)).not.toEqual(canaries);
    for (const { row, answers, pattern } of canaries) {
      expect(row).toBeLessThan(0);
      expect([30, 60]).toContain(answers['age']);
      expect(canaryItems(codebook).map(({ name }) => answers[name])).toEqual(
        canaryItems(codebook).map(({ options }, item) => options[pattern[item] ?? -1]?.value),
      );
      // The action would need scoring every combination of beliefs.
      expect(answers['tells']).toBeUndefined();
    }
    expect(new Set(canaries.map(({ answers }) => `${answers['age']} ${answers['city']}`)).size).toBe(4);
  });

  it('have the exposure that chance gives where nothing was learned', () => {
    const random = createRandom(6, 'exposure');
    const shares = () => [0.5, 0.3, 0.2].map((share) => -Math.log(share * (0.5 + random.next())));
    const exposures = Array.from({ length: 400 }, () => {
      const pattern = [0, 1, 2, 3].map(() => random.integer(3));
      return canaryExposure(pattern.map(shares), pattern, random).exposure;
    });
    const mean = exposures.reduce((sum, exposure) => sum + exposure, 0) / exposures.length;
    expect(Math.abs(mean - expectedExposure(4 * Math.log2(3)))).toBeLessThan(0.25);
    // Over all ranks of three patterns, and in the limit of many.
    expect(expectedExposure(Math.log2(3))).toBeCloseTo((Math.log2(3) + Math.log2(1.5) + 0) / 3, 12);
    expect(expectedExposure(30)).toBeCloseTo(1 / Math.LN2, 6);
    expect(expectedExposure(60)).toBeCloseTo(1 / Math.LN2, 12);
  });

  it('have the largest exposure where the model knows them by heart', () => {
    const knows = [0, 1, 2].map(() => [0.01, 4, 4, 4]);
    expect(canaryExposure(knows, [0, 0, 0], createRandom(1, 'known'))).toEqual({ exposure: 6, most: 6, exact: true });
  });

  it('are ranked among random patterns where there are too many to count', () => {
    const many = Array.from({ length: 30 }, () => [1, 2, 3]);
    const result = canaryExposure(
      many,
      Array.from({ length: 30 }, (_, item) => item % 3),
      createRandom(1, 'many'),
    );
    expect(result.exact).toBe(false);
    // The pattern has the mean loss, which half of all patterns are below.
    expect(result.exposure).toBeGreaterThan(0.8);
    expect(result.exposure).toBeLessThan(1.2);
  });
});

describe('the block of the results', () => {
  const input = sampleEvaluationInput(80);
  const results = evaluate(input);
  const random = createRandom(7, 'block');
  const people = () => ({ adapted: losses(random, 20, 0), base: losses(random, 20, 0) });
  const measured: LeakageMeasurements = {
    members: people(),
    nonMembers: people(),
    canaryItems: ['trust'],
    canaries: [{ pattern: [1], losses: [[1, 2, 3]] }],
  };

  it('fits its schema, names its definitions and is the same every time', () => {
    const own = withLeakage(results, input, measured);
    expect(leakageSchema.parse(JSON.parse(JSON.stringify(own.leakage)))).toEqual(own.leakage);
    expect(own.leakage?.definitions.filter((id) => own.definitions[id] === undefined)).toEqual([]);
    expect(own.leakage?.canaries?.exposures[0]).toBeCloseTo(Math.log2(3) - 1, 12);
    expect(withLeakage(results, input, measured)).toEqual(own);
  });

  it('keeps what needs no model where the models could not be asked', () => {
    const { leakage } = withLeakage(results, input, null);
    expect(leakage).toMatchObject({ membership: null, canaries: null });
    expect(leakage?.copying?.sources.map(({ source }) => source)).toEqual(['base', 'adapted']);
  });
});
