import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { expectChanged, found } from './not-found.ts';

export const simulationStates = ['running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export type SimulationState = (typeof simulationStates)[number];

const simulationRow = z
  .object({
    number: z.int(),
    id: z.string(),
    model_id: z.string(),
    adapter_id: z.string().nullable(),
    split_id: z.string().nullable(),
    settings: jsonColumn,
    fingerprint: z.string(),
    state: z.enum(simulationStates),
    created_at: z.string(),
    ended_at: z.string().nullable(),
  })
  .transform(({ model_id, adapter_id, split_id, created_at, ended_at, ...row }) => ({
    ...row,
    modelId: model_id,
    adapterId: adapter_id,
    splitId: split_id,
    createdAt: created_at,
    endedAt: ended_at,
  }));
export type SimulationRecord = z.infer<typeof simulationRow>;

const simulationFields =
  'number, id, model_id, adapter_id, split_id, settings, fingerprint, state, created_at, ended_at';

export interface NewSimulation {
  readonly id: string;
  readonly modelId: string;
  /** Null for the base model. */
  readonly adapterId: string | null;
  readonly splitId: string | null;
  readonly settings: unknown;
  /** Hash of everything the result depends on. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Starts a simulation in state `running`. */
export function insertSimulation(db: WriteDb, simulation: NewSimulation): void {
  db.run(
    `INSERT INTO simulations (id, model_id, adapter_id, split_id, settings, fingerprint, state, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'running', ?)`,
    [
      simulation.id,
      simulation.modelId,
      simulation.adapterId,
      simulation.splitId,
      toJson(simulation.settings),
      simulation.fingerprint,
      simulation.createdAt,
    ],
  );
}

/** Changes the state; `endedAt` (ISO 8601) is null while it runs. Throws `not-found`. */
export function setSimulationState(db: WriteDb, id: string, state: SimulationState, endedAt: string | null): void {
  const changes = db.run('UPDATE simulations SET state = ?, ended_at = ? WHERE id = ?', [state, endedAt, id]);
  expectChanged(changes, 'simulation', id);
}

export function listSimulations(db: ReadDb): SimulationRecord[] {
  return db.all(`SELECT ${simulationFields} FROM simulations ORDER BY number`, [], simulationRow);
}

export function findSimulation(db: ReadDb, id: string): SimulationRecord | undefined {
  return db.get(`SELECT ${simulationFields} FROM simulations WHERE id = ?`, [id], simulationRow);
}

/** The newest simulation with this fingerprint, whatever its state. */
export function findSimulationByFingerprint(db: ReadDb, fingerprint: string): SimulationRecord | undefined {
  const sql = `SELECT ${simulationFields} FROM simulations WHERE fingerprint = ? ORDER BY number DESC LIMIT 1`;
  return db.get(sql, [fingerprint], simulationRow);
}

/** Throws `not-found`. */
export function readSimulation(db: ReadDb, id: string): SimulationRecord {
  return found(findSimulation(db, id), 'simulation', id);
}

/** Removes a simulation with its probabilities and answers. Throws `not-found`. */
export function deleteSimulation(db: WriteDb, id: string): void {
  expectChanged(db.run('DELETE FROM simulations WHERE id = ?', [id]), 'simulation', id);
}
