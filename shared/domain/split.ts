import { z } from 'zod';
import { PilotlightError } from '../errors.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { noClusterLeft, onePartTakesRest } from '../messages/split-messages.ts';
import { controlledRounding } from './controlled-rounding.ts';

/** Parts of the human sample. Training, early stopping, rectification and evaluation never share a respondent. */
export const parts = ['pilot-train', 'pilot-validation', 'rectification', 'evaluation', 'reserve'] as const;
export type Part = (typeof parts)[number];
/** The parts as people read them; recipes, tables and files have the names. */
export const partLabels: Readonly<Record<Part, string>> = {
  'pilot-train': 'Pilot-train',
  'pilot-validation': 'Pilot-validation',
  rectification: 'Rectification',
  evaluation: 'Evaluation',
  reserve: 'Reserve',
};
export const usedParts = ['pilot-train', 'pilot-validation', 'rectification', 'evaluation'] as const;
/** Parts whose humans get twins: no model has seen them. */
export const simulatedParts = ['evaluation', 'rectification'] as const satisfies readonly Part[];
export type UsedPart = (typeof usedParts)[number];
export type SimulatedPart = (typeof simulatedParts)[number];

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
    throw new PilotlightError('split-impossible', onePartTakesRest(rest.map((part) => partLabels[part])));
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
 * Assigns every unit to one part by a seeded draw. With single respondents the totals are exact, every respondent has
 * the same chance, and every stratum is spread over the parts within one respondent of its proportional number
 * (controlled rounding). With clusters a part exceeds its total by less than its last cluster. Equal pilots are drawn
 * first, in turn from every stratum; a stratum that runs out gives all it has.
 *
 * @throws PilotlightError `split-impossible` when the sample is too small or a part would stay empty, `split-overlap` when a row is in two units
 */
export function assignParts(units: readonly SplitUnit[], settings: SplitSettings): Assignment {
  const total = units.reduce((sum, unit) => sum + unit.rows.length, 0);
  const sizes = partSizes(settings, total);
  const random = createRandom(settings.seed, 'split');
  const strata = groupByStratum(units);
  const names = random.shuffle([...strata.keys()].sort());
  const queues = names.map((name) => random.shuffle(strata.get(name) ?? []));
  const assignment = new Map<number, Part>();
  const open: Record<Part, number> = { ...sizes };
  const give: Give = (unit, part) => {
    for (const row of unit.rows) {
      if (assignment.has(row))
        throw new PilotlightError('split-overlap', `Row ${row} belongs to two units of the split.`);
      assignment.set(row, part);
    }
    open[part] -= unit.rows.length;
  };
  if (settings.pilot === 'equal') drawEqualPilots(queues, open, give);
  if (units.every((unit) => unit.rows.length === 1)) deal(queues, open, give, random);
  else spreadClusters(queues.flat(), open, give);
  const counts = countParts(assignment);
  for (const part of usedParts) {
    if (sizes[part] > 0 && counts[part] === 0) {
      throw new PilotlightError('split-impossible', noClusterLeft(partLabels[part]), { part });
    }
  }
  return assignment;
}

type Give = (unit: SplitUnit, part: Part) => void;

function groupByStratum(units: readonly SplitUnit[]): Map<string, SplitUnit[]> {
  const strata = new Map<string, SplitUnit[]>();
  for (const unit of units) {
    const list = strata.get(unit.stratum);
    if (list === undefined) strata.set(unit.stratum, [unit]);
    else list.push(unit);
  }
  return strata;
}

/** Takes units in turn from every stratum; the second pilot goes on where the first one stopped. */
function drawEqualPilots(queues: readonly SplitUnit[][], open: Readonly<Record<Part, number>>, give: Give): void {
  let turn = 0;
  for (const part of ['pilot-train', 'pilot-validation'] as const) {
    while (open[part] > 0 && queues.some((queue) => queue.length > 0)) {
      const unit = queues[turn % queues.length]?.pop();
      turn++;
      if (unit !== undefined) give(unit, part);
    }
  }
}

/** Deals single respondents so that both the parts and the strata get their exact shares. */
function deal(queues: readonly SplitUnit[][], open: Readonly<Record<Part, number>>, give: Give, random: Random): void {
  const counts = controlledRounding(
    queues.map((queue) => queue.length),
    parts.map((part) => open[part]),
    random,
  );
  queues.forEach((queue, stratum) => {
    const order = parts.flatMap((part, index) => Array.from({ length: counts[stratum]?.[index] ?? 0 }, () => part));
    queue.forEach((unit, index) => give(unit, order[index] ?? 'reserve'));
  });
}

/** Gives each cluster in turn to the part that lags most behind its share of the respondents so far. */
function spreadClusters(units: readonly SplitUnit[], open: Readonly<Record<Part, number>>, give: Give): void {
  const target: Record<Part, number> = { ...open };
  const total = units.reduce((sum, unit) => sum + unit.rows.length, 0);
  let seen = 0;
  for (const unit of units) {
    seen += unit.rows.length;
    let best: Part = 'reserve';
    let lag = Number.NEGATIVE_INFINITY;
    for (const part of parts) {
      const given = target[part] - open[part];
      if (open[part] <= 0) continue;
      const behind = (target[part] * seen) / total - given;
      if (behind > lag) [best, lag] = [part, behind];
    }
    give(unit, best);
  }
}

/** Respondents in each part. */
export function countParts(assignment: Assignment): Record<Part, number> {
  const counts: Record<Part, number> = {
    'pilot-train': 0,
    'pilot-validation': 0,
    rectification: 0,
    evaluation: 0,
    reserve: 0,
  };
  for (const part of assignment.values()) counts[part] += 1;
  return counts;
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
      `${shared === 1 ? '1 respondent is' : `${shared} respondents are`} both in ${a.name} and in ${b.name}; a measured number would flatter the model. Split again.`,
      { shared },
    );
  }
}

/** Throws `split-overlap` when any two of several sets of rows share a respondent. */
export function refuseOverlaps(sets: readonly { readonly name: string; readonly rows: readonly number[] }[]): void {
  sets.forEach((set, index) => {
    for (const other of sets.slice(index + 1)) refuseOverlap(set, other);
  });
}
