import { z } from 'zod';
import { PilotlightError } from '../errors.ts';
import { createRandom } from '../statistics/random.ts';

/** Parts of the human sample. Training, early stopping, rectification and evaluation never share a respondent. */
export const parts = ['pilot-train', 'pilot-validation', 'rectification', 'evaluation', 'reserve'] as const;
export type Part = (typeof parts)[number];
export const usedParts = ['pilot-train', 'pilot-validation', 'rectification', 'evaluation'] as const;

export const splitSettingsSchema = z.strictObject({
  seed: z.int(),
  unit: z.enum(['respondent', 'cluster']),
  /** Variables whose combinations are balanced over the parts. */
  stratify: z.array(z.string()),
  /** Respondents per part; `rest` takes what remains, at most once. Parts left out get none. */
  parts: z.partialRecord(z.enum(usedParts), z.union([z.int().nonnegative(), z.literal('rest')])),
  /** `proportional`: pilots mirror the strata; `equal`: the same number from every stratum. */
  pilot: z.enum(['proportional', 'equal']),
});
export type SplitSettings = z.infer<typeof splitSettingsSchema>;

export interface SplitUnit {
  /** Row numbers of the respondents in this unit. */
  readonly rows: readonly number[];
  /** Combination of the stratifying values. */
  readonly stratum: string;
}

export type Assignment = ReadonlyMap<number, Part>;

/** Numbers of respondents wanted in each part. Throws `split-impossible` when the sample is too small. */
export function partSizes(settings: SplitSettings, total: number): Record<Part, number> {
  const sizes: Record<Part, number> = {
    'pilot-train': 0,
    'pilot-validation': 0,
    rectification: 0,
    evaluation: 0,
    reserve: 0,
  };
  const rest = usedParts.filter((part) => settings.parts[part] === 'rest');
  if (rest.length > 1)
    throw new PilotlightError('split-impossible', `Only one part can take the rest, not ${rest.join(' and ')}.`);
  let taken = 0;
  for (const part of usedParts) {
    const wanted = settings.parts[part];
    if (typeof wanted !== 'number') continue;
    sizes[part] = wanted;
    taken += wanted;
  }
  if (taken > total || (taken === total && rest.length > 0)) {
    throw new PilotlightError(
      'split-impossible',
      `The parts ask for ${taken} respondents${rest.length > 0 ? ' and a rest' : ''}, but the data has ${total}. Ask for fewer.`,
      { wanted: taken, available: total },
    );
  }
  sizes[rest[0] ?? 'reserve'] = total - taken;
  return sizes;
}

/**
 * Assigns every unit to one part. Units are shuffled within their stratum, strata are laid end to end, and each unit
 * goes to the part that lags its share most, so that every stratum is spread over the parts within one unit of its
 * proportional number, with exact totals for single respondents. Equal pilots are drawn first, round robin over strata.
 */
export function assignParts(units: readonly SplitUnit[], settings: SplitSettings): Assignment {
  const total = units.reduce((sum, unit) => sum + unit.rows.length, 0);
  const sizes = partSizes(settings, total);
  const random = createRandom(settings.seed, 'split');
  const strata = groupByStratum(units);
  const names = random.shuffle([...strata.keys()].sort());
  const queues = names.map((name) => random.shuffle([...(strata.get(name) ?? [])]));
  const assignment = new Map<number, Part>();
  const open: Record<Part, number> = { ...sizes };
  const give = (unit: SplitUnit, part: Part): void => {
    for (const row of unit.rows) {
      if (assignment.has(row))
        throw new PilotlightError('split-overlap', `Row ${row} belongs to two units of the split.`);
      assignment.set(row, part);
    }
    open[part] -= unit.rows.length;
  };
  if (settings.pilot === 'equal') drawEqualPilots(queues, open, give);
  spread(queues.flat(), open, give);
  return assignment;
}

function groupByStratum(units: readonly SplitUnit[]): Map<string, SplitUnit[]> {
  const strata = new Map<string, SplitUnit[]>();
  for (const unit of units) {
    const list = strata.get(unit.stratum);
    if (list === undefined) strata.set(unit.stratum, [unit]);
    else list.push(unit);
  }
  return strata;
}

function drawEqualPilots(
  queues: SplitUnit[][],
  open: Record<Part, number>,
  give: (unit: SplitUnit, part: Part) => void,
): void {
  for (const part of ['pilot-train', 'pilot-validation'] as const) {
    while (open[part] > 0) {
      let moved = false;
      for (const queue of queues) {
        const unit = open[part] > 0 ? queue.pop() : undefined;
        if (unit === undefined) continue;
        give(unit, part);
        moved = true;
      }
      if (!moved) return;
    }
  }
}

function spread(
  units: readonly SplitUnit[],
  open: Record<Part, number>,
  give: (unit: SplitUnit, part: Part) => void,
): void {
  const target: Record<Part, number> = { ...open };
  const total = units.reduce((sum, unit) => sum + unit.rows.length, 0);
  const given: Record<Part, number> = {
    'pilot-train': 0,
    'pilot-validation': 0,
    rectification: 0,
    evaluation: 0,
    reserve: 0,
  };
  let seen = 0;
  for (const unit of units) {
    seen += unit.rows.length;
    let best: Part | undefined;
    let lag = Number.NEGATIVE_INFINITY;
    for (const part of parts) {
      if (target[part] <= given[part]) continue;
      const behind = (target[part] * seen) / total - given[part];
      if (behind > lag) [best, lag] = [part, behind];
    }
    const part = best ?? 'reserve';
    given[part] += unit.rows.length;
    give(unit, part);
  }
}

/** Text that identifies a split: every row with its part, in row order. Its hash is the split's hash. */
export function canonicalSplit(assignment: Assignment): string {
  return [...assignment]
    .sort(([a], [b]) => a - b)
    .map(([row, part]) => `${row}:${part}`)
    .join('\n');
}

/** Rows of a part in ascending order. */
export function rowsOfPart(assignment: Assignment, part: Part): number[] {
  return [...assignment].flatMap(([row, own]) => (own === part ? [row] : [])).sort((a, b) => a - b);
}

/** Throws `split-overlap` when two sets of rows share a respondent. */
export function refuseOverlap(
  a: { name: string; rows: Iterable<number> },
  b: { name: string; rows: Iterable<number> },
): void {
  const known = new Set(a.rows);
  let shared = 0;
  for (const row of b.rows) if (known.has(row)) shared++;
  if (shared > 0) {
    throw new PilotlightError(
      'split-overlap',
      `${shared} respondents are both in ${a.name} and in ${b.name}; a measured number would flatter the model. Split again.`,
      { shared },
    );
  }
}
