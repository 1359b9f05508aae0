import { type RuleVerdicts, deviated, followed, gapsApart, ruledRows } from './coherence.ts';
import { comparedGroupings, type ComparedGrouping } from './compared-groups.ts';
import { estimate, medianEstimate } from './estimate.ts';
import type { GapGroups } from './group-results.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { type Ratio, difference, ratioOfSums } from './row-sums.ts';
import { type Accumulate, createUnitSums } from './unit-sums.ts';

/** Belief-action gaps by subgroup and by arm. */
export interface GroupCoherence {
  readonly groupings: readonly ComparedGrouping[];
  readonly measure: Measure;
}

/** Rows that follow and that deviate: humans, then sources with their seeds pooled. */
const perSide = 2;

/** Weighted rows that follow and that deviate, by group and side. */
export function createGroupCoherence(prepared: Prepared, rows: RuleVerdicts): GroupCoherence {
  const groupings = comparedGroupings(prepared);
  const width = perSide * (1 + rows.sources.length);
  const levels = groupings.reduce((sum, { values }) => sum + values.length, 0);
  const counts = countsOfRows(prepared.n, width, [[rows.human], ...rows.sources]);
  const sums = createUnitSums(prepared, levels * width, addCounts(groupings, counts, width));
  return { groupings, measure: { size: levels * width, compute: ({ sample }, out) => sums(sample, out) } };
}

/** n × width: in how many seeds of each side a row follows, and in how many it deviates. */
function countsOfRows(n: number, width: number, sides: readonly (readonly Uint8Array[])[]): Uint16Array {
  const counts = new Uint16Array(n * width);
  sides.forEach((seeds, side) => {
    for (const codes of seeds) {
      codes.forEach((code, row) => {
        if (code > deviated) return;
        const at = row * width + perSide * side + code;
        counts[at] = (counts[at] ?? 0) + 1;
      });
    }
  });
  return counts;
}

function addCounts(groupings: readonly ComparedGrouping[], counts: Uint16Array, width: number): Accumulate {
  let first = 0;
  const places = groupings.map(({ values, levelOf }) => {
    const place = { first, levelOf, levels: values.length };
    first += values.length;
    return place;
  });
  return ({ rows, rowCount, weight }, into) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const w = weight[row] ?? 0;
      const from = row * width;
      for (const { first: start, levelOf, levels } of places) {
        const level = levelOf[row] ?? levels;
        if (level >= levels) continue;
        const to = (start + level) * width;
        for (let k = 0; k < width; k++) into[to + k] = (into[to + k] ?? 0) + w * (counts[from + k] ?? 0);
      }
    }
  };
}

/** Reads the numbers of `createGroupCoherence`. */
export function gapsByGroup(
  prepared: Prepared,
  { groupings }: GroupCoherence,
  rows: RuleVerdicts,
  measured: Measured,
): GapGroups {
  const width = perSide * (1 + prepared.sources.length);
  let place = 0;
  return groupings.map(({ variable, label, kind, values, levelOf }) => ({
    variable,
    label,
    kind,
    groups: values.map(({ value, label: name }, level) => {
      const at = place++ * width;
      const isMember = (row: number): boolean => levelOf[row] === level;
      return {
        value,
        label: name,
        ...gapsOf(prepared, rows, isMember, (side) => sideGap(measured, at + perSide * side)),
      };
    }),
  }));
}

function sideGap(measured: Measured, at: number): Ratio {
  return ratioOfSums(measured, [at + deviated], [at + followed, at + deviated]);
}

function gapsOf(
  prepared: Prepared,
  rows: RuleVerdicts,
  isMember: (row: number) => boolean,
  gapOfSide: (side: number) => Ratio,
): Omit<GapGroups[number]['groups'][number], 'value' | 'label'> {
  const { level } = prepared.input.settings;
  const common = { level, reason: 'no-answers' } as const;
  const human = gapOfSide(0);
  const n = ruledRows([rows.human], isMember);
  return {
    n,
    human: estimate({ ...common, ...human, n, bounds: [0, 1] }),
    ceiling: medianEstimate(gapsApart(human.draws), n, level),
    sources: prepared.sources.map(({ id }, s) => {
      const own = gapOfSide(1 + s);
      const twins = ruledRows(rows.sources[s] ?? [], isMember);
      return {
        source: id,
        gap: estimate({ ...common, ...own, n: twins, bounds: [0, 1] }),
        difference: estimate({ ...common, ...difference(own, human), n: Math.min(twins, n), bounds: [-1, 1] }),
      };
    }),
  };
}
