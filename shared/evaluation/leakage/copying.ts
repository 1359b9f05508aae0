import { createRandom } from '../../statistics/random.ts';
import { estimate } from '../estimate.ts';
import type { EvaluationInput } from '../evaluation-input.ts';
import type { LeakageBlock } from './leakage-results.ts';

type Copying = NonNullable<LeakageBlock['copying']>;

/**
 * How many simulated belief structures are those of a pilot-train respondent, beyond what the evaluation humans show. Over
 * respondents with all beliefs; the interval resamples them (whole clusters), with the pilot as it is.
 * Baselines are left out: they repeat the pilot by construction. Null below two beliefs or without a pilot.
 */
export function copyingResults(input: Omit<EvaluationInput, 'rule'>): Copying | null {
  const beliefs = input.items.flatMap(({ variable }, index) => (variable.role === 'belief' ? [index] : []));
  const { pilot } = input;
  if (beliefs.length < 2 || pilot === null) return null;
  const structureOf = (columns: readonly ArrayLike<number>[], row: number): string | null => {
    const answers = beliefs.map((item) => columns[item]?.[row] ?? -1);
    return answers.some((answer) => answer < 0) ? null : answers.join(',');
  };
  const known = Array.from({ length: pilot.n }, (_, row) => structureOf(pilot.answers, row)).filter(
    (structure) => structure !== null,
  );
  if (known.length === 0) return null;
  const structures = new Set(known);
  const isKnown = (columns: readonly ArrayLike<number>[], row: number): number => {
    const structure = structureOf(columns, row);
    return structure === null ? Number.NaN : Number(structures.has(structure));
  };
  const humans = input.items.map(({ human }) => human);
  const human = Array.from({ length: input.n }, (_, row) => isKnown(humans, row));
  const complete = human.flatMap((value, row) => (Number.isNaN(value) ? [] : [row]));
  const samples = resamples(input, complete);
  const { level } = input.settings;
  const describe = (value: number, draws: Float64Array, least: number) =>
    estimate({ value, draws, n: complete.length, level, reason: 'no-answers', bounds: [least, 1] });
  const ownDraws = Float64Array.from(samples, (rows) => meanOf(rows, (row) => human[row] ?? Number.NaN));
  const own = meanOf(complete, (row) => human[row] ?? Number.NaN);
  return {
    items: beliefs.map((item) => input.items[item]?.variable.name ?? ''),
    pilot: known.length,
    pilotStructures: structures.size,
    human: describe(own, ownDraws, 0),
    sources: input.sources.map((source) => {
      const copied = source.draws.map((columns) => Array.from({ length: input.n }, (_, row) => isKnown(columns, row)));
      const share = (rows: readonly number[]): number =>
        meanOf(copied, (seed) => meanOf(rows, (row) => seed[row] ?? Number.NaN));
      const all = share(complete);
      const draws = Float64Array.from(samples, share);
      return {
        source: source.id,
        simulated: describe(all, draws, 0),
        excess: describe(
          all - own,
          draws.map((value, b) => value - (ownDraws[b] ?? Number.NaN)),
          -1,
        ),
      };
    }),
  };
}

/** Mean over the entries that have a value, NaN without any. */
function meanOf<T>(entries: readonly T[], value: (entry: T) => number): number {
  let sum = 0;
  let count = 0;
  for (const entry of entries) {
    const own = value(entry);
    if (Number.isNaN(own)) continue;
    sum += own;
    count += 1;
  }
  return sum / count;
}

/** Rows of every draw. */
function resamples({ codebook, frame, settings }: Omit<EvaluationInput, 'rule'>, rows: number[]): number[][] {
  const cluster = codebook.variables.find(({ role }) => role === 'cluster')?.name;
  const units = new Map<string, number[]>();
  for (const row of rows) {
    const value = cluster === undefined ? null : (frame[cluster]?.[row] ?? null);
    const key = value === null ? `row ${row}` : `cluster ${value}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [row]);
    else unit.push(row);
  }
  const list = [...units.values()];
  return Array.from({ length: settings.bootstrap }, (_, b) => {
    const random = createRandom(settings.seed, 'copying', b);
    return list.flatMap(() => list[random.integer(list.length)] ?? []);
  });
}
