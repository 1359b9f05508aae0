import { createReadStream, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import { adapterTooLarge, adapterUnreadable } from '../../../shared/messages/model-messages.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { insertAdapter, listAdapters, readAdapter } from '../database/repositories/adapters.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { describeAdapter } from '../files/gguf/describe-adapter.ts';
import { readGguf } from '../files/gguf/read-gguf.ts';
import { hashText } from '../files/hash.ts';
import type { ProgressReport } from '../jobs/progress-tracker.ts';
import { requireModelFile } from '../jobs/require-model.ts';
import type { Session } from '../session.ts';
import { currentModel, required } from './study-state.ts';

/** An adapter is read as a whole, as it is when it is used. */
const mostBytes = 1e9;

/**
 * Copies an adapter made elsewhere into the project, since it is as confidential as the answers that it was made from. The
 * same file is kept once for each base model.
 *
 * @throws PilotlightError `not-found` before a base model is chosen, `model-invalid` where it does not fit it,
 * `file-unreadable`, `cancelled`, and as `requireModelFile`
 */
export async function registerAdapter(
  session: Session,
  path: string,
  signal: AbortSignal,
  report: (report: ProgressReport) => void,
): Promise<AdapterRecord> {
  const { db } = session.current().project;
  const { clock, createId, command } = session.dependencies;
  const file = resolve(path);
  const model = required(currentModel(db), 'a base model');
  const adapter = readGguf(file);
  const { rank, alpha, targets } = describeAdapter(adapter, readGguf(await requireModelFile(model, signal)));
  if (adapter.byteLength > mostBytes) throw new PilotlightError('model-invalid', adapterTooLarge(file));
  const bytes = await readBytes(file, signal, report);
  const sha256 = hashText(bytes);
  const kept = listAdapters(db).find((one) => one.sha256 === sha256 && one.modelId === model.id && one.jobId === null);
  if (kept !== undefined) return kept;
  const id = createId();
  const createdAt = clock().toISOString();
  const metadata = { fileName: basename(file), path: file, rank, alpha, targets };
  const details = { sha256, fileName: metadata.fileName, model: model.sha256 };
  writeTransaction(db, ['adapters', 'audit'], (write) => {
    insertAdapter(write, { id, modelId: model.id, jobId: null, metadata, createdAt, bytes });
    appendAudit(write, { at: createdAt, actor: command, action: 'adapter-registered', details });
  });
  return readAdapter(db, id);
}

async function readBytes(
  path: string,
  signal: AbortSignal,
  report: (report: ProgressReport) => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let done = 0;
  try {
    const total = statSync(path).size;
    const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 });
    for await (const chunk of chunks) {
      throwIfAborted(signal);
      pieces.push(chunk);
      done += chunk.length;
      report({ phase: 'Reading the adapter', done, total, unit: 'bytes' });
    }
  } catch (error) {
    if (error instanceof PilotlightError) throw error;
    throw new PilotlightError('file-unreadable', adapterUnreadable(path), { path }, { cause: error });
  }
  return Buffer.concat(pieces);
}
