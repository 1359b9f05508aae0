import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { jensenShannonDistance } from '../../../shared/statistics/jensen-shannon-distance.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { aVariable } from '../../support/a-variable.ts';
import {
  belief,
  bySource,
  cellOf,
  constantSource,
  drawMany,
  drawnSource,
  found,
  smallStudy,
} from '../../support/small-study.ts';

const five = [0.1, 0.2, 0.4, 0.2, 0.1];

describe('divergence per item', () => {
  it('is computed by hand on four humans', () => {
    const source = constantSource('m', 'base', 4, [[0.25, 0.25, 0.5]]);
    const results = evaluate(smallStudy({ items: [belief('b', 3)], human: [[0, 0, 1, 1]], sources: [source] }));
    const cell = cellOf(results, 'b');
    const own = bySource(cell.sources, 'm');
    expect(cell.human).toEqual([0.5, 0.5, 0]);
    expect(own.distribution).toEqual([0.25, 0.25, 0.5]);
    // M = (.375, .375, .25): KL(P‖M) = log2(4/3); KL(Q‖M) = ½ log2(2/3) + ½ log2(2).
    const divergence = 0.5 * Math.log2(4 / 3) + 0.5 * (0.5 * Math.log2(2 / 3) + 0.5);
    expect(own.jensenShannon.distance.value).toBeCloseTo(Math.sqrt(divergence), 12);
    // Cumulative differences .25 and .5 on steps of 1.
    expect(own.wasserstein?.distance.value).toBeCloseTo(0.75, 12);
    expect(own.wassersteinNormalised?.value).toBeCloseTo(0.375, 12);
    expect(own.totalVariation.distance.value).toBeCloseTo(0.5, 12);
    expect(own.kolmogorovSmirnov?.distance.value).toBeCloseTo(0.5, 12);
    expect(own.alignment?.value).toBeCloseTo(0.625, 12);
    // Half an answer more for every option: (2.5, 2.5, .5)/5.5 against (1.5, 1.5, 2.5)/5.5.
    const kl = (5 / 5.5) * Math.log2(2.5 / 1.5) + (0.5 / 5.5) * Math.log2(0.5 / 2.5);
    expect(own.kullbackLeibler?.distance.value).toBeCloseTo(kl, 12);
  });

  it('has the difference of every share over everybody, with the interval of the mean of its rows', () => {
    const random = createRandom(4, 'share differences');
    const n = 400;
    const human = drawMany(random, five, n);
    const probabilities = Float64Array.from({ length: 5 * n }, (_, cell) =>
      cell % 5 === human[Math.floor(cell / 5)] ? 0.6 : 0.1,
    );
    const source = { ...constantSource('m', 'base', n, [five]), probabilities: [probabilities] };
    const results = evaluate(
      smallStudy({ items: [belief('b', 5)], human: [human], sources: [source], bootstrap: 4000 }),
    );
    const cell = cellOf(results, 'b');
    const own = bySource(cell.sources, 'm');
    found(own.shareDifferences).forEach(({ value, low, high, n: behind }, k) => {
      const share = cell.human?.[k] ?? 0;
      // 0.5·1{human} + 0.1 − 1{human}: half a human answer less.
      expect(value).toBeCloseTo(0.1 - 0.5 * share, 12);
      const error = 0.5 * Math.sqrt((share * (1 - share)) / n);
      expect((found(high) - found(low)) / (2 * 1.96 * error)).toBeGreaterThan(0.92);
      expect((found(high) - found(low)) / (2 * 1.96 * error)).toBeLessThan(1.08);
      expect(behind).toBe(n);
    });
  });

  it('leaves out the twins of humans who did not answer', () => {
    const human = [0, 1, 0, 1, -1, -1];
    const results = evaluate(
      smallStudy({
        items: [belief('b', 2)],
        human: [human],
        sources: [drawnSource('m', 'base', [[[0, 1, 0, 1, 0, 0]]])],
      }),
    );
    const cell = cellOf(results, 'b');
    expect(cell.nHuman).toBe(4);
    expect(bySource(cell.sources, 'm')).toMatchObject({ nSimulated: 4, distribution: [0.5, 0.5] });
    expect(bySource(cell.sources, 'm').jensenShannon.distance.value).toBe(0);
    expect(results.sample.items[0]).toMatchObject({ answered: 4, missing: 2 });
  });

  it('respects the design weights of the humans and their twins', () => {
    const weight = aVariable('w', { role: 'weight' });
    const results = evaluate(
      smallStudy({
        items: [belief('b', 2)],
        human: [[0, 1]],
        columns: [{ variable: weight, values: [3, 1] }],
        sources: [drawnSource('m', 'base', [[[1, 0]]])],
      }),
    );
    const cell = cellOf(results, 'b');
    expect(cell.human).toEqual([0.75, 0.25]);
    expect(bySource(cell.sources, 'm').distribution).toEqual([0.25, 0.75]);
    expect(results.sample.weighted).toBe(true);
  });

  it('averages the distance of a source without probabilities over its seeds', () => {
    const source = drawnSource('m', 'base', [[[0, 0, 1, 1]], [[1, 1, 1, 1]]]);
    const results = evaluate(smallStudy({ items: [belief('b', 2)], human: [[0, 0, 1, 1]], sources: [source] }));
    expect(bySource(cellOf(results, 'b').sources, 'm').totalVariation.distance.value).toBeCloseTo(0.25, 12);
    expect(results.warnings.map(({ code }) => code)).toContain('drawn-only');
  });

  it('has no Wasserstein distance on nominal items and says nothing of a single option', () => {
    const items = [belief('colour', 3, { scale: 'nominal' }), belief('only', 1)];
    const source = constantSource('m', 'base', 6, [[0.2, 0.3, 0.5], [1]]);
    const results = evaluate(
      smallStudy({
        items,
        human: [
          [0, 1, 2, 0, 1, 2],
          [0, 0, 0, 0, 0, 0],
        ],
        sources: [source],
      }),
    );
    expect(bySource(cellOf(results, 'colour').sources, 'm')).toMatchObject({
      wasserstein: null,
      kolmogorovSmirnov: null,
      alignment: null,
    });
    const only = bySource(cellOf(results, 'only').sources, 'm');
    expect(only.jensenShannon.distance.value).toBe(0);
    expect(only.jensenShannon.skill).toMatchObject({ value: null, reason: 'reference-at-ceiling' });
    expect(only.wassersteinNormalised).toMatchObject({ value: null, reason: 'no-variation' });
  });

  it('gives a subgroup of one person a distance and neither interval nor ceiling', () => {
    const n = 30;
    const region = belief('region', 2, { role: 'persona', scale: 'nominal' });
    const values = Array.from({ length: n }, (_, r) => (r === 0 ? '1' : '2'));
    const human = drawMany(createRandom(3), five, n);
    const results = evaluate(
      smallStudy({
        items: [belief('b', 5)],
        human: [human],
        columns: [{ variable: region, values }],
        sources: [constantSource('m', 'base', n, [five])],
        subgroups: ['region'],
      }),
    );
    const alone = cellOf(results, 'b', '1');
    const own = bySource(alone.sources, 'm').jensenShannon;
    expect(alone.nHuman).toBe(1);
    expect(own.distance).toMatchObject({ low: null, high: null, reason: 'too-few-respondents' });
    expect(own.distance.value).toBeGreaterThan(0);
    expect(own.excess).toMatchObject({ value: null, reason: 'too-few-respondents' });
    expect(alone.ceiling.jensenShannon).toMatchObject({ value: null, reason: 'too-few-respondents' });
    const alignment = bySource(found(results.subgroupAlignment.variables[0]).sources, 'm');
    expect(alignment.gap).toMatchObject({ value: null, reason: 'too-few-respondents' });
    expect(alignment.worst).toBe('2');
    expect(results.warnings.map(({ code }) => code)).toContain('small-subgroup');
  });

  it('says why there is no number when nobody answered', () => {
    const results = evaluate(
      smallStudy({
        items: [belief('a', 2), belief('b', 2)],
        human: [
          [-1, -1],
          [0, 1],
        ],
        sources: [
          constantSource('m', 'base', 2, [
            [0.5, 0.5],
            [0.5, 0.5],
          ]),
        ],
      }),
    );
    const cell = cellOf(results, 'a');
    expect(cell.human).toBeNull();
    expect(bySource(cell.sources, 'm').jensenShannon.distance).toMatchObject({ value: null, reason: 'no-answers' });
  });
});

describe('the noise ceiling', () => {
  it('is the median distance of two samples of five equal options and falls with n', () => {
    const medians = [30, 60, 120, 600].map((n) => {
      const human = Array.from({ length: n }, (_, r) => r % 5);
      const results = evaluate(smallStudy({ items: [belief('b', 5)], human: [human], bootstrap: 4000 }));
      return found(cellOf(results, 'b').ceiling.jensenShannon.value);
    });
    const stated = [0.209, 0.141, 0.102, 0.046];
    medians.forEach((median, i) => expect(Math.abs(median / (stated[i] ?? 0) - 1)).toBeLessThan(0.05));
    expect([...medians].sort((a, b) => b - a)).toEqual(medians);
  });

  it('is smaller by about √2 for exact probabilities, which have no sampling noise', () => {
    const human = Array.from({ length: 200 }, (_, r) => r % 5);
    const cell = cellOf(evaluate(smallStudy({ items: [belief('b', 5)], human: [human], bootstrap: 2000 })), 'b');
    const ratio = found(cell.ceiling.jensenShannon.value) / found(cell.exactCeiling.jensenShannon.value);
    expect(ratio).toBeGreaterThan(1.3);
    expect(ratio).toBeLessThan(1.55);
  });

  it('is higher when respondents come in clusters of equal answers', () => {
    const human = Array.from({ length: 200 }, (_, r) => Math.floor(r / 10) % 5);
    const cluster = aVariable('village', { role: 'cluster', scale: 'text' });
    const values = human.map((_, r) => `v${Math.floor(r / 10)}`);
    const ceiling = (clustered: boolean) => {
      const columns = clustered ? [{ variable: cluster, values }] : [];
      const results = evaluate(smallStudy({ items: [belief('b', 5)], human: [human], columns, bootstrap: 500 }));
      return found(cellOf(results, 'b').ceiling.jensenShannon.value);
    };
    expect(ceiling(true)).toBeGreaterThan(2 * ceiling(false));
  });
});

describe('a simulator that answers like the population', () => {
  const n = 400;
  const items = [belief('a', 5), belief('b', 5), belief('c', 5)];
  const shares = [five, [0.3, 0.3, 0.2, 0.1, 0.1], [0.05, 0.1, 0.15, 0.3, 0.4]];
  const human = shares.map((row, i) => drawMany(createRandom(5, i), row, n));
  const twin = (seed: number) => shares.map((row, i) => drawMany(createRandom(99, seed, i), row, n));
  const poor = constantSource('base', 'base', n, [
    [0.8, 0.05, 0.05, 0.05, 0.05],
    [0.05, 0.05, 0.05, 0.05, 0.8],
    [0.8, 0.05, 0.05, 0.05, 0.05],
  ]);
  const results = evaluate(
    smallStudy({
      items,
      human,
      sources: [
        poor,
        drawnSource('drawn', 'adapted', [twin(1), twin(2), twin(3)]),
        constantSource('exact', 'adapted', n, shares),
      ],
      bootstrap: 500,
    }),
  );
  const everybody = found(results.divergence.summary.find((entry) => entry.group === null));

  it('lies at the ceiling of its regime, with skill near 1', () => {
    expect(results.divergence.reference).toBe('base');
    for (const id of ['drawn', 'exact']) {
      const { distance, skill, excess } = bySource(everybody.sources, id).jensenShannon;
      const ceiling = id === 'drawn' ? everybody.ceiling : everybody.exactCeiling;
      expect(distance.value).toBeGreaterThan(found(ceiling.low));
      expect(distance.value).toBeLessThan(found(ceiling.high));
      expect(skill.value).toBeGreaterThan(0.92);
      expect(skill.value).toBeLessThan(1.08);
      expect(Math.abs(found(excess.value))).toBeLessThan(0.03);
    }
    expect(bySource(everybody.sources, 'base').jensenShannon.skill).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('has joint skill near 1 at half the sample', () => {
    const joint = found(results.divergence.joint);
    const own = bySource(joint.sources, 'drawn').half;
    expect(joint.nHalf).toBe(200);
    expect(own.skill.value).toBeGreaterThan(0.9);
    expect(own.skill.value).toBeLessThan(1.1);
  });

  it('differs from the untuned model by an interval below 0', () => {
    const difference = found(
      results.divergence.differences.find((entry) => entry.source === 'exact' && entry.against === 'base'),
    );
    expect(difference.jensenShannon.high).toBeLessThan(0);
  });
});

describe('subgroups of different size', () => {
  const off = [0.3, 0.3, 0.2, 0.1, 0.1];
  const trueDistance = jensenShannonDistance(five, off);
  const alignmentIn = (run: number, sizes: readonly number[], source: (n: number) => SimulatedSource) => {
    const n = sizes.reduce((sum, size) => sum + size, 0);
    const region = belief('region', sizes.length, { role: 'persona', scale: 'nominal' });
    const results = evaluate(
      smallStudy({
        items: [belief('b', 5)],
        human: [sizes.flatMap((size, g) => drawMany(createRandom(run, 'group', g), five, size))],
        columns: [{ variable: region, values: sizes.flatMap((size, g) => Array<string>(size).fill(String(g + 1))) }],
        sources: [source(n)],
        subgroups: ['region'],
        bootstrap: 100,
      }),
    );
    return bySource(found(results.subgroupAlignment.variables[0]).sources, 'm');
  };
  const runs = 30;
  const rows = (sizes: readonly number[], source: (run: number) => (n: number) => SimulatedSource) =>
    Array.from({ length: runs }, (_, run) => alignmentIn(run, sizes, source(run)));
  type Alignment = ReturnType<typeof alignmentIn>;
  const mean = (alignments: readonly Alignment[], of: (groups: Alignment['groups']) => number): number =>
    alignments.reduce((sum, { groups }) => sum + of(groups) / alignments.length, 0);
  const distance = (groups: Alignment['groups'], at: number, which: 'raw' | 'debiased'): number =>
    found(groups[at]?.[which].value);

  it('show larger raw distances where they are smaller, and none without the noise, of a perfect source', () => {
    const perfect = rows([600, 60], () => (n) => constantSource('m', 'base', n, [five]));
    expect(mean(perfect, (groups) => distance(groups, 1, 'raw') - distance(groups, 0, 'raw'))).toBeGreaterThan(0.04);
    // Noise is taken out in squares, so the signed squares have a mean of 0.
    for (const at of [0, 1]) {
      const square = mean(perfect, (groups) => {
        const left = distance(groups, at, 'debiased');
        return Math.sign(left) * left ** 2;
      });
      expect(Math.abs(square)).toBeLessThan(0.003);
    }
  });

  it.each([
    ['exact probabilities', () => (n: number) => constantSource('m', 'base', n, [off])],
    [
      'draws',
      (run: number) => (n: number) =>
        drawnSource('m', 'base', [
          [drawMany(createRandom(run, 'twins'), off, n)],
          [drawMany(createRandom(run), off, n)],
        ]),
    ],
  ])('show the one distance that all have, whatever their size, of a source with %s', (_, source) => {
    const alignments = rows([600, 60], source);
    for (const at of [0, 1]) {
      const left = mean(alignments, (groups) => distance(groups, at, 'debiased'));
      expect(Math.abs(left - trueDistance)).toBeLessThan(0.025);
      const missed = alignments.filter(({ groups }) => {
        const { low, high } = found(groups[at]).debiased;
        return found(low) > trueDistance || found(high) < trueDistance;
      });
      expect(missed.length).toBeLessThanOrEqual(0.1 * runs);
    }
    const largeWorst = alignments.filter(({ worst }) => worst === '1').length;
    expect(largeWorst).toBeGreaterThan(0.3 * runs);
    expect(largeWorst).toBeLessThan(0.7 * runs);
  });

  it('have a gap whose interval holds 0 where all are fitted alike, also if there are many', () => {
    const alignments = rows([150, 100, 60, 60, 60], () => (n) => constantSource('m', 'base', n, [off]));
    expect(alignments.filter(({ gap }) => found(gap.low) > 0).length).toBeLessThanOrEqual(0.1 * runs);
    expect(alignments.every(({ gap }) => found(gap.value) > 0)).toBe(true);
  });
});
