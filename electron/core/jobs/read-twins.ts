import type { Variable } from '../../../shared/domain/codebook.ts';
import { optionIndex } from '../../../shared/domain/codebook.ts';
import type { SimulatedPart } from '../../../shared/domain/split.ts';
import { simulatedParts } from '../../../shared/domain/split.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import type { SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { twinsMissing } from '../../../shared/messages/core-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { SimulatedAnswer, SimulatedProbabilities } from '../database/repositories/simulation-blocks.ts';
import { iterateAnswers, iterateProbabilities } from '../database/repositories/simulation-blocks.ts';

/** Probabilities and draws of the twins of some humans, in the order of their rows. */
export type TwinColumns = Pick<SimulatedSource, 'probabilities' | 'draws' | 'outside'>;

interface TwinRequest {
  readonly items: readonly Variable[];
  readonly seeds: readonly number[];
  /** The humans of both parts, of whom nobody is in both. */
  readonly rows: Readonly<Record<SimulatedPart, readonly number[]>>;
}

/** Twins in the order in which they were simulated. */
interface SimulatedTwins {
  readonly probabilities: Iterable<SimulatedProbabilities>;
  readonly answers: Iterable<SimulatedAnswer>;
}

/** Entries between two turns of others; as many are read from the project at once. */
const entriesInTurn = 10_000;

/**
 * Twins from one simulation, part by part. An action's probabilities are averaged over the seeds. Yields now and then, so
 * that a caller can let others work.
 * @throws PilotlightError simulation-missing when somebody has no simulated answer to a question
 */
export function* readTwins(
  db: ReadDb,
  simulationId: string,
  request: TwinRequest,
): Generator<void, Record<SimulatedPart, TwinColumns>> {
  const simulated = {
    probabilities: iterateProbabilities(db, simulationId),
    answers: iterateAnswers(db, simulationId),
  };
  return yield* collectedTwins(simulated, request);
}

/** The same of answers that lie anywhere, at once. */
export function collectTwins(simulated: SimulatedTwins, request: TwinRequest): Record<SimulatedPart, TwinColumns> {
  return atOnce(collectedTwins(simulated, request));
}

/** Does work that could be done in turns. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function* collectedTwins(
  simulated: SimulatedTwins,
  { items, seeds, rows }: TwinRequest,
): Generator<void, Record<SimulatedPart, TwinColumns>> {
  let read = 0;
  const collected = {
    evaluation: emptyColumns(items, rows.evaluation.length, seeds.length),
    rectification: emptyColumns(items, rows.rectification.length, seeds.length),
  };
  const places = new Map(
    simulatedParts.flatMap((part) =>
      rows[part].map((row, place) => [row, { columns: collected[part], place }] as const),
    ),
  );
  const placeOfItem = new Map(items.map((item, index) => [item.name, index]));
  const placeOfSeed = new Map(seeds.map((seed, index) => [seed, index]));
  for (const entry of simulated.probabilities) {
    if (++read % entriesInTurn === 0) yield;
    const at = places.get(entry.row);
    const item = placeOfItem.get(entry.item);
    if (at === undefined || item === undefined) continue;
    const share = entry.seed === null ? 1 : 1 / seeds.length;
    const target = at.columns.probabilities[item];
    entry.probabilities.forEach((probability, option) => {
      const cell = at.place * entry.probabilities.length + option;
      if (target !== undefined) target[cell] = (target[cell] ?? 0) + share * probability;
    });
    const mass = at.columns.outside[item];
    if (mass !== undefined) mass[at.place] = (mass[at.place] ?? 0) + share * entry.outside;
  }
  for (const { seed, row, item, value } of simulated.answers) {
    if (++read % entriesInTurn === 0) yield;
    const at = places.get(row);
    const variable = items[placeOfItem.get(item) ?? -1];
    if (at === undefined || variable === undefined) continue;
    const target = at.columns.draws[placeOfSeed.get(seed) ?? -1]?.[placeOfItem.get(item) ?? -1];
    if (target !== undefined) target[at.place] = optionIndex(variable, value);
  }
  yield;
  for (const part of simulatedParts) refuseMissing(collected[part].draws, part);
  return collected;
}

interface Collected {
  readonly probabilities: Float64Array[];
  readonly outside: Float64Array[];
  readonly draws: Int16Array[][];
}

function emptyColumns(items: readonly Variable[], n: number, seeds: number): Collected {
  return {
    probabilities: items.map((item) => new Float64Array(n * item.options.length)),
    outside: items.map(() => new Float64Array(n)),
    draws: Array.from({ length: seeds }, () => items.map(() => new Int16Array(n).fill(-1))),
  };
}

/** A simulation always draws an answer, so a missing one was never simulated: the split or the questions have changed. */
function refuseMissing(draws: readonly (readonly Int16Array[])[], part: SimulatedPart): void {
  const missing = new Set(
    draws.flatMap((columns) => columns.flatMap((column) => [...column.keys()].filter((row) => column[row] === -1))),
  );
  if (missing.size > 0) throw new PilotlightError('simulation-missing', twinsMissing(missing.size, part));
}
