import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { throwIfAborted } from '../../../shared/errors.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { setMeta } from '../database/repositories/meta.ts';
import type { ModelRecord } from '../database/repositories/models.ts';
import { findModelByHash, saveModel } from '../database/repositories/models.ts';
import { describeGguf } from '../files/gguf/describe-gguf.ts';
import { hashFile } from '../files/hash.ts';
import type { ProgressReport } from '../jobs/progress-tracker.ts';
import type { Session } from '../session.ts';
import { currentModelKey } from './study-state.ts';

/** Links a model file, hashes it and makes it the base model. Throws `file-not-found`, `file-unreadable`, `model-invalid`, `cancelled`. */
export async function registerModel(
  session: Session,
  path: string,
  signal: AbortSignal,
  report: (report: ProgressReport) => void = () => undefined,
): Promise<ModelRecord> {
  const { db } = session.current().project;
  const { clock, createId, command } = session.dependencies;
  const file = resolve(path);
  // Reading the header first tells a missing or damaged file in a sentence.
  const metadata = describeGguf(file);
  const total = statSync(file).size;
  const sha256 = await hashFile(file, signal, (done) =>
    report({ phase: 'Reading the model', done, total, unit: 'bytes' }),
  );
  throwIfAborted(signal);
  const { size, mtimeMs } = statSync(file);
  const at = clock().toISOString();
  const id = findModelByHash(db, sha256)?.id ?? createId();
  const record: ModelRecord = { id, path: file, sha256, size, mtimeMs, metadata, registeredAt: at };
  const details = { sha256, name: metadata.name };
  writeTransaction(db, ['models', 'meta', 'audit'], (write) => {
    saveModel(write, record);
    setMeta(write, currentModelKey, id);
    appendAudit(write, { at, actor: command, action: 'model-registered', details });
  });
  return record;
}
