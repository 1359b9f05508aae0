import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const cellRow = z
  .object({ fingerprint: z.string(), adapter_id: z.string().nullable(), results: jsonColumn.nullable() })
  .transform(({ adapter_id, ...row }) => ({ ...row, adapterId: adapter_id }));
/** A cell that has been begun: its adapter while there is one, and its results as JSON once it is done; the caller parses them. */
export type ExperimentCellRecord = z.infer<typeof cellRow>;

export interface NewExperimentCell {
  /** Hash of everything that the cell is computed from. */
  readonly fingerprint: string;
  readonly experiment: string;
  readonly cell: string;
  readonly adapterId: string | null;
  /** ISO 8601. */
  readonly begunAt: string;
}

/** Notes that a cell has been begun, or that it has its adapter now. */
export function saveExperimentCell(db: WriteDb, cell: NewExperimentCell): void {
  db.run(
    `INSERT INTO experiment_cells (fingerprint, experiment, cell, adapter_id, begun_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET adapter_id = excluded.adapter_id`,
    [cell.fingerprint, cell.experiment, cell.cell, cell.adapterId, cell.begunAt],
  );
}

/** Stores the results of a begun cell and lets go of its adapter unless `adapterId` keeps it. Numbers must be finite. */
export function finishExperimentCell(
  db: WriteDb,
  {
    fingerprint,
    adapterId,
    results,
    endedAt,
  }: { fingerprint: string; adapterId: string | null; results: unknown; endedAt: string },
): void {
  db.run('UPDATE experiment_cells SET adapter_id = ?, results = ?, ended_at = ? WHERE fingerprint = ?', [
    adapterId,
    toJson(results),
    endedAt,
    fingerprint,
  ]);
}

export function findExperimentCell(db: ReadDb, fingerprint: string): ExperimentCellRecord | undefined {
  const sql = 'SELECT fingerprint, adapter_id, results FROM experiment_cells WHERE fingerprint = ?';
  return db.get(sql, [fingerprint], cellRow);
}

/** Cells without results whose adapter lies in the project. */
export function listUnfinishedCells(db: ReadDb): (NewExperimentCell & { readonly adapterId: string })[] {
  const schema = z
    .object({
      fingerprint: z.string(),
      experiment: z.string(),
      cell: z.string(),
      adapter_id: z.string(),
      begun_at: z.string(),
    })
    .transform(({ adapter_id, begun_at, ...row }) => ({ ...row, adapterId: adapter_id, begunAt: begun_at }));
  const sql = `SELECT fingerprint, experiment, cell, adapter_id, begun_at FROM experiment_cells
    WHERE results IS NULL AND adapter_id IS NOT NULL ORDER BY fingerprint`;
  return db.all(sql, [], schema);
}
