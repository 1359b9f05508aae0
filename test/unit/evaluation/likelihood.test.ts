import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { action, belief, bySource, constantSource, drawnSource, found, smallStudy } from '../../support/small-study.ts';

describe('held-out likelihood', () => {
  const items = [belief('b', 2), action('a', 3)];
  const human = [
    [0, 0, 1, -1],
    [2, 2, 2, 0],
  ];
  const base = constantSource('base', 'base', 4, [
    [0.75, 0.25],
    [0.25, 0.25, 0.5],
  ]);
  const adapted = constantSource('adapted', 'adapted', 4, [
    [0.5, 0.5],
    [0, 0, 1],
  ]);
  const drawn = drawnSource('drawn', 'base', [
    [
      [0, 0, 0, 0],
      [2, 2, 2, 2],
    ],
  ]);
  const { likelihood } = evaluate(smallStudy({ items, human, sources: [base, adapted, drawn] }));

  it('is the mean over answers of −ln p, per item and overall', () => {
    const own = bySource(likelihood.overall, 'base');
    const first = -(2 * Math.log(0.75) + Math.log(0.25));
    const second = -(3 * Math.log(0.5) + Math.log(0.25));
    expect(own.negativeLogLikelihood.value).toBeCloseTo((first + second) / 7, 12);
    const perItem = bySource(found(likelihood.items.find((entry) => entry.item === 'b')).sources, 'base');
    expect(perItem.negativeLogLikelihood).toMatchObject({ n: 3 });
    expect(perItem.negativeLogLikelihood.value).toBeCloseTo(first / 3, 12);
    // Two answers at (.25² + .25²), one at (.75² + .75²).
    expect(perItem.brier.value).toBeCloseTo((2 * 0.125 + 1.125) / 3, 12);
  });

  it('counts a probability of 0 as the floor and says how often', () => {
    const own = bySource(likelihood.overall, 'adapted');
    expect(own.floored).toBe(1);
    expect(own.negativeLogLikelihood.value).toBeCloseTo((3 * Math.LN2 - Math.log(likelihood.floor)) / 7, 12);
  });

  it('is undefined for a source that only has draws', () => {
    expect(bySource(likelihood.overall, 'drawn').negativeLogLikelihood).toMatchObject({
      value: null,
      reason: 'no-probabilities',
    });
  });

  it('is compared between tuned and untuned models and with every baseline', () => {
    const against = (source: string) =>
      likelihood.differences.filter((entry) => entry.source === source).map((entry) => entry.against);
    expect(against('adapted')).toEqual(['base', 'drawn', 'baseline-uniform']);
    expect(against('base')).toEqual(['baseline-uniform']);
    const difference = found(
      likelihood.differences.find((entry) => entry.source === 'adapted' && entry.against === 'base'),
    );
    const expected =
      found(bySource(likelihood.overall, 'adapted').negativeLogLikelihood.value) -
      found(bySource(likelihood.overall, 'base').negativeLogLikelihood.value);
    expect(difference.negativeLogLikelihood.value).toBeCloseTo(expected, 12);
  });

  it('is ln K for the uniform baseline', () => {
    const own = bySource(found(likelihood.items.find((entry) => entry.item === 'a')).sources, 'baseline-uniform');
    expect(own.negativeLogLikelihood.value).toBeCloseTo(Math.log(3), 12);
  });

  it('has paired intervals: two equal sources differ by exactly 0', () => {
    const many = Array.from({ length: 40 }, (_, r) => r % 2);
    const shares = [[0.7, 0.3]];
    const results = evaluate(
      smallStudy({
        items: [belief('b', 2)],
        human: [many],
        sources: [constantSource('one', 'base', 40, shares), constantSource('two', 'adapted', 40, shares)],
      }),
    );
    const difference = found(results.likelihood.differences.find((entry) => entry.against === 'one'));
    expect(difference.negativeLogLikelihood).toMatchObject({ value: 0, low: 0, high: 0 });
  });
});

describe('invalid mass', () => {
  it('is averaged over twins and unknown where the source does not tell', () => {
    const source = {
      ...constantSource('m', 'base', 4, [
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
      outside: [Float64Array.of(0.1, 0.2, 0.3, 0), null],
    };
    const results = evaluate(
      smallStudy({
        items: [belief('a', 2), belief('b', 2)],
        human: [
          [0, 1, 0, 1],
          [0, 1, 0, 1],
        ],
        sources: [source],
      }),
    );
    const own = bySource(results.invalidMass.sources, 'm');
    expect(own.overall.value).toBeCloseTo(0.15, 12);
    expect(own.items[0]).toMatchObject({ largest: 0.3 });
    expect(own.items[1]).toMatchObject({ largest: null, mean: { value: null, reason: 'no-probabilities' } });
  });
});
