import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const evaluationRow = z
  .object({ id: z.string(), fingerprint: z.string(), results: jsonColumn, created_at: z.string() })
  .transform(({ created_at, ...row }) => ({ ...row, createdAt: created_at }));
/** Results of an evaluation as JSON; the caller parses them. */
export type EvaluationRecord = z.infer<typeof evaluationRow>;

const evaluationFields = 'id, fingerprint, results, created_at';

/** Stores results. Numbers must be finite: JSON would turn others into null. */
export function insertEvaluation(db: WriteDb, evaluation: EvaluationRecord): void {
  db.run(`INSERT INTO evaluations (${evaluationFields}) VALUES (?, ?, ?, ?)`, [
    evaluation.id,
    evaluation.fingerprint,
    toJson(evaluation.results),
    evaluation.createdAt,
  ]);
}

export function listEvaluations(db: ReadDb): EvaluationRecord[] {
  return db.all(`SELECT ${evaluationFields} FROM evaluations ORDER BY created_at, id`, [], evaluationRow);
}

export function findEvaluation(db: ReadDb, id: string): EvaluationRecord | undefined {
  return db.get(`SELECT ${evaluationFields} FROM evaluations WHERE id = ?`, [id], evaluationRow);
}

/** The newest evaluation with this fingerprint. */
export function findEvaluationByFingerprint(db: ReadDb, fingerprint: string): EvaluationRecord | undefined {
  const sql = `SELECT ${evaluationFields} FROM evaluations WHERE fingerprint = ? ORDER BY created_at DESC, id DESC LIMIT 1`;
  return db.get(sql, [fingerprint], evaluationRow);
}
