import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import { hillNumber } from '../../../shared/statistics/hill-number.ts';
import { jensenShannonDistance } from '../../../shared/statistics/jensen-shannon-distance.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { rarefiedRichness } from '../../../shared/statistics/rarefied-richness.ts';
import {
  action,
  belief,
  bySource,
  constantSource,
  drawMany,
  drawnSource,
  found,
  smallStudy,
} from '../../support/small-study.ts';

const items = [belief('a', 3), belief('b', 3), action('act', 2)];

describe('belief structures', () => {
  // Humans: 00 00 00 01 11 22 and one incomplete; twins: 00 00 01 02 02 02.
  const human = [
    [0, 0, 0, 0, 1, 2, 0],
    [0, 0, 0, 1, 1, 2, -1],
    [0, 1, 0, 1, 0, 1, 0],
  ];
  const twins = [
    [0, 0, 0, 0, 0, 0, 1],
    [0, 0, 1, 2, 2, 2, 1],
    [0, 0, 0, 0, 0, 0, 0],
  ];
  const results = evaluate(smallStudy({ items, human, sources: [drawnSource('m', 'base', [twins])] }));
  const structures = found(results.heterogeneity.structures);
  const own = bySource(structures.sources, 'm');

  it('are counted by hand, incomplete ones left out and actions ignored', () => {
    expect(structures).toMatchObject({ items: ['a', 'b'], n: 6, rarefiedTo: 6 });
    expect(structures.human.unique.value).toBe(4);
    expect(structures.human.uniqueShare.value).toBeCloseTo(4 / 6, 12);
    expect(structures.human.hill.value).toBeCloseTo(hillNumber([3, 1, 1, 1], 1), 12);
    expect(structures.human.modalShare.value).toBeCloseTo(0.5, 12);
    expect(own.unique.value).toBe(3);
    expect(own.uniqueDifference.value).toBe(-1);
  });

  it('are covered in two of four kinds, and two of three simulated kinds are human', () => {
    expect(own.coverage.value).toBeCloseTo(0.5, 12);
    expect(own.precision.value).toBeCloseTo(2 / 3, 12);
  });

  it('have the joint distance of their frequencies', () => {
    const joint = bySource(found(results.divergence.joint).sources, 'm');
    expect(joint.distance.value).toBeCloseTo(jensenShannonDistance([3, 1, 1, 1, 0], [2, 1, 0, 0, 3]), 12);
  });

  it('are rarefied to the side with the fewest complete ones', () => {
    const holed = [twins.map((column, i) => column.map((answer, r) => (i === 0 && r < 2 ? -1 : answer)))];
    const rarefied = found(
      evaluate(smallStudy({ items, human, sources: [drawnSource('m', 'base', holed)] })).heterogeneity.structures,
    );
    expect(rarefied.rarefiedTo).toBe(4);
    expect(rarefied.human.rarefied.value).toBeCloseTo(rarefiedRichness([3, 1, 1, 1], 4), 12);
    expect(bySource(rarefied.sources, 'm').rarefied.value).toBe(2);
  });

  it('are averaged over seeds', () => {
    const alike = twins.map((column) => column.map(() => 0));
    const two = evaluate(smallStudy({ items, human, sources: [drawnSource('m', 'base', [twins, alike])] }));
    expect(bySource(found(two.heterogeneity.structures).sources, 'm').unique.value).toBe(2);
  });

  it('do not exist without a belief', () => {
    const none = evaluate(smallStudy({ items: [action('act', 2)], human: [[0, 1, 0]], sources: [] }));
    expect(none.heterogeneity.structures).toBeNull();
    expect(none.divergence.joint).toBeNull();
  });
});

describe('a simulator that always gives the most frequent answer', () => {
  const n = 120;
  const shares = [
    [0.5, 0.3, 0.2],
    [0.2, 0.5, 0.3],
    [0.6, 0.4],
  ];
  const human = shares.map((row, i) => drawMany(createRandom(1, i), row, n));
  const region = belief('region', 2, { role: 'persona', scale: 'nominal' });
  const values = Array.from({ length: n }, (_, r) => String((r % 2) + 1));
  const modal = constantSource('modal', 'base', n, [
    [1, 0, 0],
    [0, 1, 0],
    [1, 0],
  ]);
  const results = evaluate(
    smallStudy({
      items,
      human,
      columns: [{ variable: region, values }],
      sources: [modal, constantSource('good', 'adapted', n, shares, 4)],
      subgroups: ['region'],
    }),
  );
  const structures = found(results.heterogeneity.structures);

  it('has one structure, where a good one has as many as the humans', () => {
    const own = bySource(structures.sources, 'modal');
    expect(own).toMatchObject({ unique: { value: 1 }, modalShare: { value: 1 }, hill: { value: 1 } });
    expect(own.uniqueDifference.high).toBeLessThan(0);
    const good = bySource(structures.sources, 'good');
    expect(good.uniqueDifference.low).toBeLessThanOrEqual(0);
    expect(good.uniqueDifference.high).toBeGreaterThanOrEqual(0);
  });

  it('has no variance and no entropy', () => {
    for (const row of results.heterogeneity.variance) {
      const own = bySource(row.sources, 'modal');
      expect(own.withinRatio.value).toBe(0);
      expect(own.entropyRatio.value).toBe(0);
      expect(own.betweenShare.value).toBeNull();
      expect(own.betweenShare.reason).toBe(row.grouping === null ? 'not-grouped' : 'no-variation');
      expect(bySource(row.sources, 'good').withinRatio.value).toBeGreaterThan(0.8);
    }
  });

  it('covers fewer structures of the other half than the humans themselves', () => {
    const half = found(structures.human.halfCoverage.value);
    expect(found(bySource(structures.sources, 'modal').halfCoverage.value)).toBeLessThan(half / 2);
    expect(found(bySource(structures.sources, 'good').halfCoverage.value)).toBeGreaterThan(half - 0.1);
  });
});

describe('variance within and between groups', () => {
  const region = belief('region', 2, { role: 'persona', scale: 'nominal' });
  const study = {
    columns: [{ variable: region, values: ['1', '1', '2', '2', null] }],
    subgroups: ['region'],
    bootstrap: 100,
  };

  it('is computed by hand', () => {
    // Scores 1, 2 | 2, 3: means 1.5 and 2.5, squares within 1, between 1; the last person has no group. Mean square within
    // 1/(4 − 2), so chance puts 0.5 between the two groups.
    const results = evaluate(
      smallStudy({
        ...study,
        items: [belief('a', 3)],
        human: [[0, 1, 1, 2, 0]],
        sources: [drawnSource('m', 'base', [[[0, 2, 0, 2, 0]]])],
      }),
    );
    const row = found(results.heterogeneity.variance.find((entry) => entry.grouping === 'region'));
    expect(row.n).toBe(4);
    expect(row.human.within.value).toBeCloseTo(0.25, 12);
    expect(row.human.betweenShare.value).toBeCloseTo((1 - 0.5) / 2, 12);
    expect(row.human.entropy.value).toBeCloseTo(1, 12);
    const own = bySource(row.sources, 'm');
    expect(own.withinRatio.value).toBeCloseTo(4, 12);
    expect(own.betweenShare.value).toBeCloseTo((0 - 2) / 4, 12);
    expect(own.betweenRatio).toMatchObject({ value: null, reason: 'too-few-respondents' });
  });

  const groupsOf = (tilt: number, replication: number) => {
    const sizes = [60, 40, 20];
    const shares = sizes.map((_, g) => [0.2 - tilt * (g - 1), 0.6, 0.2 + tilt * (g - 1)]);
    const draws = (side: string): number[] =>
      sizes.flatMap((size, g) => drawMany(createRandom(replication, side, g), shares[g] ?? [], size));
    const results = evaluate(
      smallStudy({
        items: [belief('a', 3)],
        human: [draws('human')],
        columns: [
          {
            variable: belief('region', 3, { role: 'persona', scale: 'nominal' }),
            values: sizes.flatMap((size, g) => Array<string>(size).fill(String(g + 1))),
          },
        ],
        subgroups: ['region'],
        sources: [drawnSource('copy', 'adapted', [[draws('first')], [draws('second')]])],
        bootstrap: 100,
      }),
    );
    const row = found(results.heterogeneity.variance.find((entry) => entry.grouping === 'region'));
    return { human: row.human.betweenShare, ratio: bySource(row.sources, 'copy').betweenRatio };
  };
  const replications = Array.from({ length: 40 }, (_, replication) => replication);

  it('puts nothing between groups that do not differ, and then has no ratio', () => {
    const rows = replications.map((replication) => groupsOf(0, replication));
    const mean = rows.reduce((sum, { human }) => sum + found(human.value) / rows.length, 0);
    // η² would be 2/119 on average.
    expect(Math.abs(mean)).toBeLessThan(0.007);
    const defined = rows.filter(({ ratio }) => ratio.value !== null);
    expect(defined.length).toBeLessThanOrEqual(2);
    expect(rows.filter(({ ratio }) => ratio.reason === 'human-not-above-zero').length).toBe(40 - defined.length);
  });

  it('has a ratio near 1, with an interval that holds it, for a copy of groups that differ', () => {
    const rows = replications
      .map((replication) => groupsOf(0.18, replication))
      .filter(({ ratio }) => ratio.value !== null);
    expect(rows.length).toBeGreaterThan(30);
    const held = rows.filter(({ ratio }) => found(ratio.low) <= 1 && found(ratio.high) >= 1).length;
    expect(held / rows.length).toBeGreaterThan(0.88);
  });

  /** Villages of ten people who answer alike, each in one region or spread over both; the regions do not differ. */
  const villagesOf = (nested: boolean, replication: number, villages = 24) => {
    const people = villages * 10;
    const village = Array.from({ length: people }, (_, row) => Math.floor(row / 10));
    const side = (name: string): number[] => {
      const random = createRandom(replication, name);
      const leaning = Array.from({ length: villages }, () => random.integer(3));
      return village.map((own) => (random.next() < 0.6 ? (leaning[own] ?? 0) : random.integer(3)));
    };
    const results = evaluate(
      smallStudy({
        items: [belief('a', 3)],
        human: [side('human')],
        columns: [
          {
            variable: belief('region', 2, { role: 'persona', scale: 'nominal' }),
            values: village.map((own, row) => String(((nested ? own : row) % 2) + 1)),
          },
          { variable: belief('village', 0, { role: 'cluster', scale: 'text' }), values: village.map(String) },
        ],
        subgroups: ['region'],
        sources: [drawnSource('copy', 'adapted', [[side('first')]])],
        bootstrap: 100,
      }),
    );
    const row = found(results.heterogeneity.variance.find((entry) => entry.grouping === 'region'));
    return [row.human.betweenShare, bySource(row.sources, 'copy').betweenShare];
  };

  for (const nested of [true, false]) {
    it(`puts nothing between groups that do not differ where people share clusters, ${nested ? 'each in a group' : 'across groups'}`, () => {
      const shares = Array.from({ length: 120 }, (_, replication) => villagesOf(nested, replication)).flatMap((sides) =>
        sides.map(({ value }) => found(value)),
      );
      const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length;
      const spread = shares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (shares.length - 1);
      // Respondents taken as independent would leave .014 on average where villages lie in one region.
      expect(Math.abs(mean) / Math.sqrt(spread / shares.length)).toBeLessThan(4);
      expect(Math.abs(mean)).toBeLessThan(nested ? 0.005 : 0.002);
    });
  }

  it('is not defined where a group has people of one cluster only', () => {
    for (const share of villagesOf(true, 1, 2))
      expect(share).toMatchObject({ value: null, reason: 'too-few-clusters' });
  });

  it('has no ratio where the humans do not vary, and only entropy on nominal items', () => {
    const results = evaluate(
      smallStudy({
        ...study,
        items: [belief('same', 2), belief('colour', 3, { scale: 'nominal' })],
        human: [
          [0, 0, 0, 0, 0],
          [0, 1, 2, 0, 1],
        ],
        sources: [
          drawnSource('m', 'base', [
            [
              [0, 1, 0, 1, 0],
              [0, 1, 2, 0, 1],
            ],
          ]),
        ],
      }),
    );
    const [same, colour] = results.heterogeneity.variance.filter((entry) => entry.grouping === null);
    expect(bySource(found(same).sources, 'm').withinRatio).toMatchObject({ value: null, reason: 'human-is-zero' });
    expect(found(colour).human.within).toMatchObject({ value: null, reason: 'not-ordered' });
    expect(bySource(found(colour).sources, 'm').entropyRatio.value).toBeCloseTo(1, 12);
  });
});
