import { distanceDraws } from '../comparison.ts';
import { type GroupMean, subgroupAlignment } from '../divergence-summary.ts';
import type { Estimate } from '../estimate.ts';
import { hiddenCells } from '../hidden-cells.ts';
import type { Prepared } from '../prepare.ts';
import type { Ratio } from '../row-sums.ts';
import type { CompactSubgroups } from './experiment-results.ts';

/** Subgroups of a cell, by source, and what the first source shows in every draw; null without groups to compare. */
export interface CellSubgroups {
  readonly sources: readonly (CompactSubgroups | null)[];
  readonly worst: Ratio | null;
  readonly gap: Ratio | null;
}

/**
 * The farthest of all subgroups and the largest gap of a variable, by source. Groups of fewer than `smallest` humans, and the
 * next smallest where the rest would give their size away, take no part: cells are shown to readers outside the project.
 */
export function compactSubgroups(prepared: Prepared, all: readonly GroupMean[], smallest: number): CellSubgroups {
  const shown = shownGroups(prepared, smallest);
  const means = all.filter(({ group, n }) => group !== null && n >= smallest && shown.has(key(group)));
  const { variables } = subgroupAlignment(prepared, means);
  const sources = prepared.sources.map(({ id }) => {
    const groups = variables.flatMap(({ variable, sources: rows }) =>
      (rows.find(({ source }) => source === id)?.groups ?? []).map((group) => ({ variable, ...group })),
    );
    const gaps = variables.flatMap(({ variable, sources: rows }) =>
      rows.filter(({ source }) => source === id).map(({ gap }) => ({ variable, gap })),
    );
    const worst = largest(groups, ({ debiased }) => debiased);
    const gap = largest(gaps, (row) => row.gap);
    return worst === null || gap === null
      ? null
      : {
          worstGroup: groupLabel(prepared, worst),
          worst: worst.debiased,
          gapVariable: labelOf(prepared, gap.variable),
          gap: gap.gap,
        };
  });
  const first = sources[0] ?? null;
  return {
    sources,
    worst: first === null ? null : { value: first.worst.value ?? Number.NaN, draws: worstDraws(means) },
    gap: first === null ? null : { value: first.gap.value ?? Number.NaN, draws: gapDraws(means) },
  };
}

function key({ variable, value }: { readonly variable: string; readonly value: string }): string {
  return JSON.stringify([variable, value]);
}

function shownGroups({ groupings }: Prepared, smallest: number): ReadonlySet<string> {
  return new Set(
    groupings.flatMap(({ variable, values }) => {
      const hidden = hiddenCells(
        values.map(({ n }) => n),
        smallest,
      );
      return values.flatMap(({ value }, index) => (hidden[index] === true ? [] : [key({ variable, value })]));
    }),
  );
}

function largest<Row>(rows: readonly Row[], of: (row: Row) => Estimate): Row | null {
  let found: Row | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const { value } = of(row);
    if (value === null || value <= most) continue;
    found = row;
    most = value;
  }
  return found;
}

/** The distance of the farthest group of the first source in every draw. */
function worstDraws(means: readonly GroupMean[]): Float64Array {
  return extremeOf(means, Math.max);
}

/** The largest gap of a variable in every draw. */
function gapDraws(means: readonly GroupMean[]): Float64Array {
  const gaps = [...Map.groupBy(means, ({ group }) => group?.variable)].map(([, own]) => {
    const least = extremeOf(own, Math.min);
    return extremeOf(own, Math.max).map((most, b) => most - (least[b] ?? Number.NaN));
  });
  return Float64Array.from(gaps[0] ?? [], (_, b) => Math.max(...gaps.map((draws) => draws[b] ?? Number.NaN)));
}

function extremeOf(means: readonly GroupMean[], extreme: (...values: number[]) => number): Float64Array {
  const columns = means.map(({ noiseless: [first] }) =>
    first === undefined ? new Float64Array(0) : distanceDraws(first).draws,
  );
  return Float64Array.from(columns[0] ?? [], (_, b) => extreme(...columns.map((draws) => draws[b] ?? Number.NaN)));
}

function labelOf({ groupings }: Prepared, name: string): string {
  return groupings.find(({ variable }) => variable === name)?.label ?? name;
}

function groupLabel(prepared: Prepared, { variable, value }: { variable: string; value: string }): string {
  const values = prepared.groupings.find((grouping) => grouping.variable === variable)?.values ?? [];
  const label = values.find((group) => group.value === value)?.label ?? value;
  return `${labelOf(prepared, variable)}: ${label}`;
}
