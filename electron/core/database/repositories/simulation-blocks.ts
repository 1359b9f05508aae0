import { z } from 'zod';
import type { CellValue } from '../../../../shared/domain/codebook.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { readSimulation } from './simulations.ts';

/** Probabilities of one question's options for one twin. */
export interface SimulatedProbabilities {
  readonly row: number;
  /** Name of the variable. */
  readonly item: string;
  /** The draw whose own beliefs stand in the prompt, or null when the distribution depends on no draw. */
  readonly seed: number | null;
  /** One probability per option in the order of the codebook. */
  readonly probabilities: readonly number[] | Float64Array;
  /** Probability mass outside the options before they were normalised, 0..1. */
  readonly outside: number;
}

/** A drawn answer. */
export interface SimulatedAnswer {
  readonly seed: number;
  readonly row: number;
  readonly item: string;
  readonly value: CellValue;
}

export interface SimulationBlock {
  /** 0-based. */
  readonly block: number;
  readonly probabilities: readonly SimulatedProbabilities[];
  readonly answers: readonly SimulatedAnswer[];
  /** ISO 8601. */
  readonly confirmedAt: string;
}

/** Reading can be narrowed to some questions and rows. */
export interface SimulatedSelection {
  readonly items?: readonly string[];
  readonly rows?: readonly number[];
}

const pageSize = 10_000;

/** Writes one block and confirms it; both happen in the caller's transaction or not at all. Throws `not-found`. */
export function writeSimulationBlock(db: WriteDb, simulationId: string, block: SimulationBlock): void {
  const { number } = readSimulation(db, simulationId);
  db.run(
    'INSERT INTO simulation_blocks (simulation, block, probabilities, answers, confirmed_at) VALUES (?, ?, ?, ?, ?)',
    [number, block.block, block.probabilities.length, block.answers.length, block.confirmedAt],
  );
  for (const { row, item, seed, probabilities, outside } of block.probabilities) {
    db.run(
      `INSERT INTO simulated_probabilities (simulation, row, item, seeded, seed, probabilities, outside)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [number, row, item, seed === null ? 0 : 1, seed ?? 0, toBytes(probabilities), outside],
    );
  }
  for (const { seed, row, item, value } of block.answers) {
    db.run('INSERT INTO simulated_answers (simulation, seed, row, item, value) VALUES (?, ?, ?, ?, ?)', [
      number,
      seed,
      row,
      item,
      value,
    ]);
  }
}

/** Numbers of the confirmed blocks, ascending: a resumed run skips them. */
export function listConfirmedBlocks(db: ReadDb, simulationId: string): number[] {
  const sql = 'SELECT block FROM simulation_blocks WHERE simulation = ? ORDER BY block';
  const { number } = readSimulation(db, simulationId);
  return db.all(sql, [number], z.object({ block: z.int() })).map(({ block }) => block);
}

/** Probabilities by row, question and seed, read in pages so that writes can run in between. */
export function* iterateProbabilities(
  db: ReadDb,
  simulationId: string,
  selection: SimulatedSelection = {},
): Generator<SimulatedProbabilities> {
  const { number } = readSimulation(db, simulationId);
  const { clause, parameters } = narrowed(selection);
  const sql = `SELECT row, item, seeded, seed, probabilities, outside FROM simulated_probabilities
    WHERE simulation = ? AND (row, item, seeded, seed) > (?, ?, ?, ?)${clause}
    ORDER BY row, item, seeded, seed LIMIT ${pageSize}`;
  const schema = z.object({
    row: z.int(),
    item: z.string(),
    seeded: z.int(),
    seed: z.int(),
    probabilities: z.instanceof(Uint8Array),
    outside: z.number(),
  });
  let after: [number, string, number, number] = [Number.MIN_SAFE_INTEGER, '', 0, 0];
  for (;;) {
    const page = db.all(sql, [number, ...after, ...parameters], schema);
    for (const { row, item, seeded, seed, probabilities, outside } of page) {
      yield { row, item, seed: seeded === 1 ? seed : null, probabilities: fromBytes(probabilities), outside };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = [last.row, last.item, last.seeded, last.seed];
  }
}

/** Drawn answers by seed, row and question, read in pages. `seeds` narrows to some draws. */
export function* iterateAnswers(
  db: ReadDb,
  simulationId: string,
  selection: SimulatedSelection & { readonly seeds?: readonly number[] } = {},
): Generator<SimulatedAnswer> {
  const { number } = readSimulation(db, simulationId);
  const { clause, parameters } = narrowed(selection);
  const seedClause = selection.seeds === undefined ? '' : ' AND seed IN (SELECT value FROM json_each(?))';
  const seedParameters = selection.seeds === undefined ? [] : [JSON.stringify(selection.seeds)];
  const sql = `SELECT seed, row, item, value FROM simulated_answers
    WHERE simulation = ? AND (seed, row, item) > (?, ?, ?)${clause}${seedClause}
    ORDER BY seed, row, item LIMIT ${pageSize}`;
  const schema = z.object({
    seed: z.int(),
    row: z.int(),
    item: z.string(),
    value: z.union([z.string(), z.number(), z.null()]),
  });
  let after: [number, number, string] = [Number.MIN_SAFE_INTEGER, 0, ''];
  for (;;) {
    const page = db.all(sql, [number, ...after, ...parameters, ...seedParameters], schema);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = [last.seed, last.row, last.item];
  }
}

function narrowed({ items, rows }: SimulatedSelection): { clause: string; parameters: string[] } {
  const byItem = items === undefined ? '' : ' AND item IN (SELECT value FROM json_each(?))';
  const byRow = rows === undefined ? '' : ' AND row IN (SELECT value FROM json_each(?))';
  const parameters = [items, rows].filter((list) => list !== undefined).map((list) => JSON.stringify(list));
  return { clause: byItem + byRow, parameters };
}

/** Little-endian 64-bit floats. */
function toBytes(probabilities: readonly number[] | Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(probabilities.length * 8));
  for (const [index, value] of probabilities.entries()) view.setFloat64(index * 8, value, true);
  return new Uint8Array(view.buffer);
}

function fromBytes(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.byteLength / 8 }, (_, index) => view.getFloat64(index * 8, true));
}
