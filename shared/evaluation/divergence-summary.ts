import { type DistanceDraws, centred, compare } from './comparison.ts';
import { type CellPlace, type DivergenceReader, ceilingKind, groupPlaces } from './divergence.ts';
import { estimate, medianEstimate, smallestResampled } from './estimate.ts';
import type { CeilingKind } from './noise-ceiling.ts';
import type { Prepared } from './prepare.ts';
import type { DivergenceBlock, Group, SubgroupAlignmentBlock } from './results.ts';
import { sourcePairs } from './source-pairs.ts';

/** The Jensen-Shannon distance averaged over the items of one group. */
export interface GroupMean {
  readonly group: Group;
  /** Smallest number of answers behind an item. */
  readonly n: number;
  readonly ceilings: Readonly<Record<CeilingKind, Float64Array>>;
  /** By source. */
  readonly values: readonly number[];
  readonly draws: readonly Float64Array[];
}

export function groupMeans(prepared: Prepared, reader: DivergenceReader): GroupMean[] {
  return groupPlaces(prepared).map((place) => {
    const cells = reader.cells.flatMap((cell, c) =>
      cell.grouping === place.grouping && cell.level === place.level && cell.n > 0 ? [{ cell, c }] : [],
    );
    const average = (of: (c: number) => Float64Array): Float64Array => meanOf(cells.map(({ c }) => of(c)));
    const sources = prepared.sources.map((_, s) => s);
    return {
      group: place.group,
      n: leastAnswered(cells.map(({ cell }) => cell)),
      ceilings: {
        two: average((c) => reader.ceiling(c, 'two', 'jensenShannon')),
        one: average((c) => reader.ceiling(c, 'one', 'jensenShannon')),
      },
      values: sources.map((s) =>
        cells.reduce(
          (sum, { c }) => sum + reader.point(c, s, 'jensenShannon') / cells.length,
          cells.length > 0 ? 0 : NaN,
        ),
      ),
      draws: sources.map((s) => average((c) => reader.draws(c, s, 'jensenShannon'))),
    };
  });
}

function leastAnswered(cells: readonly CellPlace[]): number {
  return cells.reduce((least, cell) => Math.min(least, cell.n), cells[0]?.n ?? 0);
}

function meanOf(columns: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(columns[0]?.length ?? 0);
  for (const column of columns) column.forEach((value, b) => (mean[b] = (mean[b] ?? 0) + value / columns.length));
  return mean;
}

/** Distances averaged over items, for everybody and every subgroup. */
export function divergenceSummary(
  prepared: Prepared,
  means: readonly GroupMean[],
  reference: number | null,
): DivergenceBlock['summary'] {
  const level = prepared.input.settings.level;
  return means.map((mean) => {
    const two = medianEstimate(mean.ceilings.two, mean.n, level);
    const one = medianEstimate(mean.ceilings.one, mean.n, level);
    const sides = prepared.sources.map((_, s): DistanceDraws => {
      const value = mean.values[s] ?? Number.NaN;
      const ceiling = (ceilingKind(prepared, s) === 'two' ? two : one).value ?? Number.NaN;
      return { value, draws: centred(value, mean.draws[s] ?? new Float64Array(0)), ceiling, n: mean.n };
    });
    const against = reference === null ? null : (sides[reference] ?? null);
    return {
      group: mean.group,
      nHuman: mean.n,
      ceiling: two,
      exactCeiling: one,
      sources: prepared.sources.flatMap((source, s) => {
        const side = sides[s];
        return side === undefined ? [] : [{ source: source.id, jensenShannon: compare(side, against, level, 1) }];
      }),
    };
  });
}

/** How much closer one source is to all the humans than another, draw by draw on the same people. */
export function divergenceDifferences(prepared: Prepared, means: readonly GroupMean[]): DivergenceBlock['differences'] {
  const level = prepared.input.settings.level;
  const everybody = means.find((mean) => mean.group === null);
  if (everybody === undefined) return [];
  const { n } = everybody;
  const ceilingOf = (source: number): number =>
    medianEstimate(everybody.ceilings[ceilingKind(prepared, source)], n, level).value ?? Number.NaN;
  return sourcePairs(prepared.sources).map(([a, b]) => {
    const others = everybody.draws[b] ?? new Float64Array(0);
    const ceilings = ceilingOf(a) - ceilingOf(b);
    return {
      source: prepared.sources[a]?.id ?? '',
      against: prepared.sources[b]?.id ?? '',
      jensenShannon: estimate({
        value: (everybody.values[a] ?? Number.NaN) - (everybody.values[b] ?? Number.NaN) - ceilings,
        draws: (everybody.draws[a] ?? new Float64Array(0)).map((draw, i) => draw - (others[i] ?? Number.NaN)),
        n,
        level,
        reason: 'too-few-respondents',
        bounds: [-2, 2],
      }),
    };
  });
}

/**
 * Groups of one variable side by side: raw distances flatter large groups, so the human-human distance at the group's own
 * n is subtracted before worst, best and gap are found. Groups too small for a ceiling are shown and not ranked.
 */
export function subgroupAlignment(prepared: Prepared, means: readonly GroupMean[]): SubgroupAlignmentBlock {
  const level = prepared.input.settings.level;
  return {
    definitions: ['jensen-shannon', 'noise-ceiling', 'exact-ceiling', 'debiased', 'bootstrap'],
    variables: prepared.groupings.map((grouping) => {
      const groups = means.filter((mean) => mean.group?.variable === grouping.variable);
      const ranked = groups.filter((mean) => mean.n >= smallestResampled);
      const n = ranked.reduce((least, mean) => Math.min(least, mean.n), ranked[0]?.n ?? 0);
      const ceilingGap = (kind: CeilingKind) =>
        medianEstimate(
          ranked.length < 2 ? new Float64Array(0) : rangeOf(ranked.map((mean) => aboveMedian(mean, kind))),
          n,
          level,
        );
      return {
        variable: grouping.variable,
        ceilingGap: { exact: ceilingGap('one'), drawn: ceilingGap('two') },
        sources: prepared.sources.map((source, s) => alignmentOf(prepared, s, source.id, groups, ranked, n)),
      };
    }),
  };
}

function alignmentOf(
  prepared: Prepared,
  s: number,
  id: string,
  groups: readonly GroupMean[],
  ranked: readonly GroupMean[],
  n: number,
): SubgroupAlignmentBlock['variables'][number]['sources'][number] {
  const level = prepared.input.settings.level;
  const kind = ceilingKind(prepared, s);
  const debiased = (mean: GroupMean) => {
    const ceiling = medianEstimate(mean.ceilings[kind], mean.n, level).value ?? Number.NaN;
    const value = mean.values[s] ?? Number.NaN;
    const draws = centred(value, mean.draws[s] ?? new Float64Array(0)).map((draw) => draw - ceiling);
    return { group: mean.group?.value ?? '', value: value - ceiling, draws };
  };
  const order = ranked.map(debiased).sort((a, b) => b.value - a.value);
  const worst = order[0];
  const best = order.at(-1);
  const comparable = order.length > 1 && worst !== undefined && best !== undefined;
  return {
    source: id,
    groups: groups.map((mean) => {
      const { value, draws } = debiased(mean);
      const raw = { value: mean.values[s] ?? Number.NaN, draws: mean.draws[s] ?? new Float64Array(0) };
      const common = { n: mean.n, level } as const;
      return {
        value: mean.group?.value ?? '',
        raw: estimate({ ...common, ...raw, reason: 'no-answers', bounds: [0, 1] }),
        debiased: estimate({
          ...common,
          value,
          draws,
          reason: mean.n === 0 ? 'no-answers' : 'too-few-respondents',
          bounds: [-1, 1],
        }),
      };
    }),
    worst: worst?.group ?? null,
    best: best?.group ?? null,
    gap: estimate({
      value: comparable ? worst.value - best.value : Number.NaN,
      draws: comparable ? rangeOf(order.map(({ draws }) => draws)) : null,
      n,
      level,
      reason: 'too-few-respondents',
      bounds: [0, 2],
    }),
  };
}

function aboveMedian(mean: GroupMean, kind: CeilingKind): Float64Array {
  return centred(0, mean.ceilings[kind]);
}

/** Largest − smallest of some columns, draw by draw; NaN where one of them is. */
function rangeOf(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns[0] ?? [], (_, b) => {
    const values = columns.map((column) => column[b] ?? Number.NaN);
    return Math.max(...values) - Math.min(...values);
  });
}
