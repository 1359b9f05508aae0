import { describe, expect, test } from 'vitest';
import { ppiDifference } from '../../../shared/statistics/ppi-difference.ts';
import { ppiMean } from '../../../shared/statistics/ppi-mean.ts';
import { ppiLogit, ppiOls } from '../../../shared/statistics/ppi-regression.ts';
import { createRandom, type Random } from '../../../shared/statistics/random.ts';

const draw = (n: number, value: () => number) => Array.from({ length: n }, value);

describe('a rectified mean', () => {
  test('ignores predictions that have nothing to do with the answers', () => {
    const random = createRandom('unrelated');
    const human = draw(50, random.normal);
    const constant = ppiMean({ human, predicted: draw(50, () => 3), simulated: draw(500, () => 3) });
    expect(constant).toMatchObject({ lambda: 0, effectiveSampleSize: 50, rectified: constant.human });
    const opposite = ppiMean({ human, predicted: human.map((value) => -value), simulated: draw(500, random.normal) });
    expect(opposite.lambda).toBe(0);
  });

  test('is worth n/(1 − ρ²·N/(N + n)) human answers', () => {
    const random = createRandom('worth');
    const n = 4000;
    const others = 40_000;
    const human = draw(n, random.normal);
    const noisy = (value: number) => 0.8 * value + 0.6 * random.normal();
    const result = ppiMean({
      human,
      predicted: human.map(noisy),
      simulated: draw(others, () => noisy(random.normal())),
    });
    const expected = n / (1 - 0.64 * (others / (others + n)));
    expect(result.effectiveSampleSize / expected).toBeCloseTo(1, 1);
  });

  test('covers the true mean as often as promised although the simulation is biased, and is shorter', () => {
    const runs = 1000;
    let covered = 0;
    let shorter = 0;
    for (let run = 0; run < runs; run += 1) {
      const random = createRandom('coverage', run);
      const human = draw(60, () => 5 + random.normal());
      const biased = (value: number) => 2 + 0.9 * value + 0.3 * random.normal();
      const simulated = draw(600, () => biased(5 + random.normal()));
      const { rectified, human: own } = ppiMean({ human, predicted: human.map(biased), simulated });
      if (rectified.interval.low <= 5 && rectified.interval.high >= 5) covered += 1;
      if (rectified.standardError < own.standardError) shorter += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.92);
    expect(covered / runs).toBeLessThan(0.97);
    expect(shorter / runs).toBeGreaterThan(0.99);
  });

  test('refuses sets of different length and sets of one row', () => {
    expect(() => ppiMean({ human: [1, 2], predicted: [1], simulated: [1, 2] })).toThrow(
      expect.objectContaining({ reason: 'length-mismatch' }),
    );
    expect(() => ppiMean({ human: [1], predicted: [1], simulated: [1, 2] })).toThrow(
      expect.objectContaining({ reason: 'out-of-range' }),
    );
  });
});

describe('a rectified difference of two means', () => {
  const arm = (random: Random, shift: number) => {
    const human = draw(80, () => shift + random.normal());
    return {
      human,
      predicted: human.map((value) => 0.7 * value + 0.5 * random.normal()),
      simulated: draw(400, () => 0.7 * (shift + random.normal()) + 0.5 * random.normal()),
    };
  };

  test('with a given weight is the difference of the two rectified means', () => {
    const random = createRandom('arms');
    const treated = arm(random, 1);
    const reference = arm(random, 0);
    const result = ppiDifference({ treated, reference, lambda: 0.6 });
    const [a, b] = [treated, reference].map((own) => ppiMean({ ...own, lambda: 0.6 }).rectified);
    expect(result.rectified.estimate).toBeCloseTo((a?.estimate ?? 0) - (b?.estimate ?? 0), 12);
    expect(result.rectified.standardError).toBeCloseTo(Math.hypot(a?.standardError ?? 0, b?.standardError ?? 0), 12);
    expect([result.humans, result.simulated]).toEqual([160, 800]);
  });

  test('tunes one weight for which no other gives a shorter interval', () => {
    const random = createRandom('tuned');
    const [treated, reference] = [arm(random, 1), arm(random, 0)];
    const tuned = ppiDifference({ treated, reference });
    expect(tuned.lambda).toBeGreaterThan(0.4);
    for (const lambda of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      const other = ppiDifference({ treated, reference, lambda }).rectified.standardError;
      // λ pools the variance of the predictions over both sets, so the least variance is met to sampling noise.
      expect(tuned.rectified.standardError).toBeLessThan(1.01 * other);
    }
  });

  test('ignores predictions that differ by rounding only', () => {
    const random = createRandom('rounding');
    const flat = (n: number) => draw(n, () => 3 + 1e-15 * random.integer(2));
    const constant = () => ({ human: draw(30, random.normal), predicted: flat(30), simulated: flat(200) });
    expect(ppiDifference({ treated: constant(), reference: constant() }).lambda).toBe(0);
  });
});

describe('a rectified regression', () => {
  const rows = (random: Random, n: number) => {
    const x = new Float64Array(n * 2);
    for (let i = 0; i < n; i += 1) x.set([1, random.normal()], i * 2);
    return { x, n, p: 2 };
  };
  const answers = (design: { x: Float64Array; n: number }, value: (x: number) => number) =>
    Float64Array.from({ length: design.n }, (_, i) => value(design.x[i * 2 + 1] ?? 0));

  test('covers the true slope as often as promised although the simulated one has the wrong sign', () => {
    const runs = 400;
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const random = createRandom('slopes', run);
      const human = rows(random, 80);
      const others = rows(random, 400);
      const y = answers(human, (x) => 1 + 0.5 * x + random.normal());
      const result = ppiOls({
        human: { ...human, y, predicted: answers(human, (x) => -0.5 * x + random.normal()) },
        simulated: { ...others, predicted: answers(others, (x) => -0.5 * x + random.normal()) },
      })[1];
      if (result !== undefined && result.rectified.interval.low <= 0.5 && result.rectified.interval.high >= 0.5)
        covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.9);
  });

  test('with a weight of 0 is the human-only one', () => {
    const random = createRandom('zero');
    const human = rows(random, 60);
    const others = rows(random, 100);
    const binary = (design: { x: Float64Array; n: number }) =>
      answers(design, (x) => (random.next() < 1 / (1 + Math.exp(-x)) ? 1 : 0));
    const input = {
      human: { ...human, y: binary(human), predicted: binary(human) },
      simulated: { ...others, predicted: binary(others) },
      lambda: 0,
    };
    for (const result of [...ppiOls(input), ...ppiLogit(input)]) {
      expect(result.rectified).toEqual(result.human);
      expect(result.effectiveSampleSize).toBe(60);
    }
  });

  test('takes rows of several seeds as one respondent, also with predictors of their own', () => {
    const random = createRandom('seeds');
    const human = rows(random, 60);
    const others = rows(random, 200);
    const y = answers(human, (x) => x + random.normal());
    const predicted = answers(human, (x) => x + random.normal());
    const simulated = answers(others, (x) => x + random.normal());
    const once = ppiOls({ human: { ...human, y, predicted }, simulated: { ...others, predicted: simulated } });
    const twice = (values: Float64Array, width: number) =>
      Float64Array.from({ length: 2 * values.length }, (_, k) => {
        const row = Math.floor(k / width / 2);
        return values[row * width + (k % width)] ?? 0;
      });
    const doubled = ppiOls({
      human: { ...human, y, predicted: twice(predicted, 1), twins: twice(human.x, 2) },
      simulated: { ...others, x: twice(others.x, 2), predicted: twice(simulated, 1) },
      replicates: 2,
    });
    once.forEach((expected, j) => {
      expect(doubled[j]?.rectified.estimate).toBeCloseTo(expected.rectified.estimate, 10);
      expect(doubled[j]?.rectified.standardError).toBeCloseTo(expected.rectified.standardError, 10);
      expect(doubled[j]?.influence.others).toHaveLength(200);
    });
  });

  test('varies as its influence says', () => {
    const random = createRandom('influence');
    const human = rows(random, 3000);
    const others = rows(random, 9000);
    const predicted = answers(human, (x) => 0.5 * x + random.normal());
    const y = predicted.map((value) => value + 0.5 * random.normal());
    const [, slope] = ppiOls({
      human: { ...human, y, predicted },
      simulated: { ...others, predicted: answers(others, (x) => 0.5 * x + random.normal()) },
    });
    const { own, twins, others: rest } = slope?.influence ?? { own: [], twins: [], others: [] };
    const variance = (values: ArrayLike<number>) => {
      const list = Array.from(values);
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
      return list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
    };
    const lambda = slope?.lambda ?? 0;
    const first = variance(Array.from(own, (value, i) => value - lambda * (twins[i] ?? 0))) / 3000;
    const expected = Math.sqrt(first + (lambda ** 2 * variance(rest)) / 9000);
    expect((slope?.rectified.standardError ?? 0) / expected).toBeCloseTo(1, 1);
    expect(slope?.human.standardError).toBeCloseTo(Math.sqrt(variance(own) / (3000 - 2)), 10);
  });

  test('refuses collinear columns and separated answers', () => {
    const random = createRandom('refuse');
    const twice = { x: Float64Array.from({ length: 40 }, () => 1), n: 20, p: 2 };
    const flat = new Float64Array(20);
    expect(() =>
      ppiOls({ human: { ...twice, y: flat, predicted: flat }, simulated: { ...twice, predicted: flat } }),
    ).toThrow(expect.objectContaining({ reason: 'collinear' }));
    const design = rows(random, 20);
    const split = answers(design, (x) => (x > 0 ? 1 : 0));
    const separated = () =>
      ppiLogit({ human: { ...design, y: split, predicted: split }, simulated: { ...design, predicted: split } });
    expect(separated).toThrow(expect.objectContaining({ code: 'statistics-impossible' }));
  });
});
