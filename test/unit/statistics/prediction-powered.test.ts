import { describe, expect, test } from 'vitest';
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
