import { selectQuantiles } from '../statistics/select-quantiles.ts';
import {
  type DistanceDraws,
  type Noiseless,
  asDistance,
  compare,
  distanceDraws,
  noiselessEstimate,
  withoutNoise,
} from './comparison.ts';
import { type CellPlace, type DivergenceReader, groupPlaces } from './divergence.ts';
import {
  type Estimate,
  estimate,
  finiteDraws,
  medianEstimate,
  smallestResampled,
  undefinedEstimate,
} from './estimate.ts';
import type { CeilingKind } from './noise-ceiling.ts';
import type { Prepared } from './prepare.ts';
import type { DivergenceBlock, Group, SubgroupAlignmentBlock } from './results.ts';
import { type Ratio, difference } from './row-sums.ts';
import { signedRoot } from './signed-root.ts';
import { sourcePairs } from './source-pairs.ts';

/**
 * The Jensen-Shannon distance over all items of one group: the root of the mean square, which is the root of the divergence
 * averaged over items. Squares, since sampling noise adds up in them.
 */
export interface GroupMean {
  readonly group: Group;
  /** Smallest number of answers behind an item. */
  readonly n: number;
  readonly ceilings: Readonly<Record<CeilingKind, Float64Array>>;
  /** By source. */
  readonly values: readonly number[];
  readonly draws: readonly Float64Array[];
  /** By source. */
  readonly noiseless: readonly Noiseless[];
}

export function groupMeans(prepared: Prepared, reader: DivergenceReader): GroupMean[] {
  return groupPlaces(prepared).map((place) => {
    const cells = reader.cells.flatMap((cell, c) =>
      cell.grouping === place.grouping && cell.level === place.level && cell.n > 0 ? [{ cell, c }] : [],
    );
    const overItems = (of: (c: number) => Float64Array): Float64Array => rootMeanSquares(cells.map(({ c }) => of(c)));
    const sources = prepared.sources.map((_, s) => ({
      value: overItems((c) => Float64Array.of(reader.point(c, s, 'jensenShannon')))[0] ?? Number.NaN,
      draws: overItems((c) => reader.draws(c, s, 'jensenShannon')),
    }));
    const n = leastAnswered(cells.map(({ cell }) => cell));
    return {
      group: place.group,
      n,
      ceilings: {
        two: overItems((c) => reader.ceiling(c, 'two', 'jensenShannon')),
        one: overItems((c) => reader.ceiling(c, 'one', 'jensenShannon')),
      },
      values: sources.map(({ value }) => value),
      draws: sources.map(({ draws }) => draws),
      noiseless: sources.map(({ value, draws }) => withoutNoise(value, draws, n)),
    };
  });
}

function leastAnswered(cells: readonly CellPlace[]): number {
  return cells.reduce((least, cell) => Math.min(least, cell.n), cells[0]?.n ?? 0);
}

/** Root mean squares of some columns of equal length, place by place. */
function rootMeanSquares(columns: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(columns[0]?.length ?? 0);
  for (const column of columns) column.forEach((value, b) => (mean[b] = (mean[b] ?? 0) + value ** 2 / columns.length));
  return mean.map(Math.sqrt);
}

/** Distances over all items, for everybody and every subgroup. */
export function divergenceSummary(
  prepared: Prepared,
  means: readonly GroupMean[],
  reference: number | null,
): DivergenceBlock['summary'] {
  const level = prepared.input.settings.level;
  return means.map((mean) => {
    const { n } = mean;
    const sides = prepared.sources.map((_, s): DistanceDraws => {
      const value = mean.values[s] ?? Number.NaN;
      return { value, draws: mean.draws[s] ?? nothing.draws, noiseless: mean.noiseless[s] ?? unknown, n };
    });
    const against = reference === null ? null : (sides[reference] ?? null);
    return {
      group: mean.group,
      nHuman: n,
      ceiling: medianEstimate(mean.ceilings.two, n, level),
      exactCeiling: medianEstimate(mean.ceilings.one, n, level),
      sources: prepared.sources.flatMap((source, s) => {
        const side = sides[s];
        return side === undefined ? [] : [{ source: source.id, jensenShannon: compare(side, against, level, 1) }];
      }),
    };
  });
}

const nothing: Ratio = { value: Number.NaN, draws: new Float64Array(0) };
const unknown = withoutNoise(nothing.value, nothing.draws, 0);

/**
 * How much closer one source is to all the humans than another, draw by draw on the same people: the difference of the
 * squared distances without sampling noise, divided by the sum of the distances. Where sampling adds the same to both, that
 * is the difference of the distances; its interval holds in squares, while roots of small squares would be too sure.
 */
export function divergenceDifferences(prepared: Prepared, means: readonly GroupMean[]): DivergenceBlock['differences'] {
  const level = prepared.input.settings.level;
  const everybody = means.find((mean) => mean.group === null);
  if (everybody === undefined) return [];
  const { n, values, noiseless } = everybody;
  const squared = (s: number): Ratio => {
    const { square, squares } = noiseless[s] ?? unknown;
    return { value: square, draws: squares() };
  };
  return sourcePairs(prepared.sources).map(([a, b]) => {
    const { value, draws } = difference(squared(a), squared(b));
    const sum = (values[a] ?? Number.NaN) + (values[b] ?? Number.NaN);
    const divide = (square: number): number => (sum > 0 ? square / sum : square);
    return {
      source: prepared.sources[a]?.id ?? '',
      against: prepared.sources[b]?.id ?? '',
      jensenShannon: estimate({
        value: divide(value),
        draws: draws.map(divide),
        n,
        level,
        reason: 'too-few-respondents',
        bounds: [-2, 2],
      }),
    };
  });
}

/**
 * Groups of one variable side by side: raw distances flatter large groups, so worst, best and gap are found without sampling
 * noise. Groups too small to be resampled are shown and not ranked.
 */
export function subgroupAlignment(prepared: Prepared, means: readonly GroupMean[]): SubgroupAlignmentBlock {
  const level = prepared.input.settings.level;
  return {
    definitions: ['jensen-shannon', 'debiased', 'subgroup-gap', 'noise-ceiling', 'exact-ceiling', 'bootstrap'],
    variables: prepared.groupings.map((grouping) => {
      const groups = means.filter((mean) => mean.group?.variable === grouping.variable);
      const ranked = groups.filter((mean) => mean.n >= smallestResampled);
      const n = ranked.reduce((least, mean) => Math.min(least, mean.n), ranked[0]?.n ?? 0);
      const ceilingGap = (kind: CeilingKind) =>
        medianEstimate(
          ranked.length < 2 ? new Float64Array(0) : rangeOf(ranked.map(({ ceilings }) => ofPerfect(ceilings[kind]))),
          n,
          level,
        );
      return {
        variable: grouping.variable,
        ceilingGap: { exact: ceilingGap('one'), drawn: ceilingGap('two') },
        sources: prepared.sources.map((source, s) => alignmentOf(s, source.id, groups, ranked, level)),
      };
    }),
  };
}

function alignmentOf(
  s: number,
  source: string,
  groups: readonly GroupMean[],
  ranked: readonly GroupMean[],
  level: number,
): SubgroupAlignmentBlock['variables'][number]['sources'][number] {
  const order = ranked
    .map(({ group, n, noiseless }) => ({ value: group?.value ?? '', n, noiseless: noiseless[s] ?? unknown }))
    .sort((a, b) => asDistance(b.noiseless) - asDistance(a.noiseless));
  return {
    source,
    groups: groups.map(({ group, n, values, draws, noiseless }) => {
      const value = values[s] ?? Number.NaN;
      return {
        value: group?.value ?? '',
        raw: estimate({ value, draws: draws[s] ?? nothing.draws, n, level, reason: 'no-answers', bounds: [0, 1] }),
        debiased: noiselessEstimate(value, noiseless[s] ?? unknown, n, level, 1),
      };
    }),
    worst: order[0]?.value ?? null,
    best: order.at(-1)?.value ?? null,
    gap: gapOf(order, level),
  };
}

/**
 * Largest − smallest of some distances. A range is larger than the true one by what chance adds, so the interval is not one
 * of its draws: by the triangle inequality it is off by no more than the range of the errors of the single distances, and
 * the share `level` of the draws says how large that is. Tukey (1953), The Problem of Multiple Comparisons.
 */
function gapOf(order: readonly { readonly n: number; readonly noiseless: Noiseless }[], level: number): Estimate {
  const n = order.reduce((least, group) => Math.min(least, group.n), order[0]?.n ?? 0);
  const value = asDistance(order[0]?.noiseless ?? unknown) - asDistance(order.at(-1)?.noiseless ?? unknown);
  if (order.length < 2 || !Number.isFinite(value)) return undefinedEstimate('too-few-respondents', n, level);
  const errors = order.map(({ noiseless }) => {
    const { value: distance, draws } = distanceDraws(noiseless);
    return draws.map((draw) => draw - distance);
  });
  const known = finiteDraws(rangeOf(errors));
  if (known.length === 0) return { ...undefinedEstimate('too-few-respondents', n, level), value };
  const [reach = 0] = selectQuantiles(known, [level]);
  return { value, low: Math.max(0, value - reach), high: Math.min(2, value + reach), level, n, reason: null };
}

/** Distances without sampling noise of sources that answer like the population, from human-human distances. */
function ofPerfect(ceilings: Float64Array): Float64Array {
  const squares = ceilings.map((ceiling) => ceiling ** 2);
  const known = finiteDraws(squares);
  const mean = known.reduce((sum, square) => sum + square, 0) / known.length;
  return squares.map((square) => signedRoot(square - mean));
}

/** Largest − smallest of some columns, draw by draw; NaN where one of them is. */
function rangeOf(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns[0] ?? [], (_, b) => {
    const values = columns.map((column) => column[b] ?? Number.NaN);
    return Math.max(...values) - Math.min(...values);
  });
}
