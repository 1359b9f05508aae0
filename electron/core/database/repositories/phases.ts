import { z } from 'zod';
import { jsonColumnOf, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const phaseRow = z
  .object({
    name: z.string(),
    fingerprint: z.string(),
    parts: jsonColumnOf(z.record(z.string(), z.string())),
    output_id: z.string(),
    finished_at: z.string(),
  })
  .transform(({ output_id, finished_at, ...row }) => ({ ...row, outputId: output_id, finishedAt: finished_at }));
/** A finished phase of a run. `parts` are the hashes, by name, of what it was computed from; `fingerprint` covers all of them. */
export type PhaseRecord = z.infer<typeof phaseRow>;

const phaseFields = 'name, fingerprint, parts, output_id, finished_at';

/** Records that a phase has finished, in place of an earlier record of the same name. */
export function savePhase(db: WriteDb, phase: PhaseRecord): void {
  db.run(`INSERT OR REPLACE INTO phases (${phaseFields}) VALUES (?, ?, ?, ?, ?)`, [
    phase.name,
    phase.fingerprint,
    toJson(phase.parts),
    phase.outputId,
    phase.finishedAt,
  ]);
}

export function listPhases(db: ReadDb): PhaseRecord[] {
  return db.all(`SELECT ${phaseFields} FROM phases ORDER BY finished_at, name`, [], phaseRow);
}

export function findPhase(db: ReadDb, name: string): PhaseRecord | undefined {
  return db.get(`SELECT ${phaseFields} FROM phases WHERE name = ?`, [name], phaseRow);
}

/** Does nothing when there is no record. */
export function deletePhase(db: WriteDb, name: string): void {
  db.run('DELETE FROM phases WHERE name = ?', [name]);
}

export type PhaseValidity =
  | { readonly state: 'valid'; readonly outputId: string }
  | { readonly state: 'never-run' }
  /** `changed`: names of the parts that differ, are new or are gone, sorted. */
  | { readonly state: 'stale'; readonly outputId: string; readonly changed: readonly string[] };

/** Whether a phase's result still belongs to these parts, and if not, which of them changed. */
export function phaseValidity(db: ReadDb, name: string, parts: Readonly<Record<string, string>>): PhaseValidity {
  const phase = findPhase(db, name);
  if (phase === undefined) return { state: 'never-run' };
  const names = new Set([...Object.keys(phase.parts), ...Object.keys(parts)]);
  const changed = [...names].filter((part) => phase.parts[part] !== parts[part]).sort();
  return changed.length === 0
    ? { state: 'valid', outputId: phase.outputId }
    : { state: 'stale', outputId: phase.outputId, changed };
}
