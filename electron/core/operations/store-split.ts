import { setImmediate } from 'node:timers/promises';
import type { Part } from '../../../shared/domain/split.ts';
import { parts } from '../../../shared/domain/split.ts';
import { throwIfAborted } from '../../../shared/errors.ts';
import type { ProjectDb, WriteDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import type { StagedSplit } from '../database/repositories/splits.ts';
import { discardSomeMembers, finishSplit, insertMembers, stageSplit } from '../database/repositories/splits.ts';
import type { DrawnSplit } from './draw-split.ts';

/** Members per transaction: other requests wait some milliseconds, and the disk is waited for seldom. */
export const sliceMembers = 5_000;

/** `id` of the split, and when it was made (ISO 8601). */
type Label = Readonly<Record<'id' | 'createdAt', string>>;

/**
 * Writes a split in slices, between which other requests are answered. It becomes visible in one last transaction together with
 * what `finish` writes, so that after a kill at any moment there is the split from before or the new one. When the signal fires
 * or writing fails, it is taken back.
 *
 * @param onWritten told after each slice how many members are written
 * @throws `cancelled`, `file-write-failed`
 */
export async function storeSplit(
  db: ProjectDb,
  drawn: DrawnSplit,
  { id, createdAt }: Label,
  finish: (write: WriteDb) => void,
  signal: AbortSignal,
  onWritten: (members: number) => void = () => undefined,
): Promise<void> {
  const { datasetId, settings, hash, counts, rows } = drawn;
  throwIfAborted(signal);
  const staged = writeTransaction(db, [], (write) => stageSplit(write, { id, datasetId, settings, hash, createdAt }));
  try {
    for (let from = 0; from < rows.length; from += sliceMembers) {
      writeTransaction(db, [], (write) => insertMembers(write, staged, membersFrom(drawn, from)));
      onWritten(Math.min(from + sliceMembers, rows.length));
      await setImmediate();
      throwIfAborted(signal);
    }
    writeTransaction(db, ['splits', 'phases', 'audit'], (write) => {
      finishSplit(write, staged, counts);
      finish(write);
    });
  } catch (error) {
    await discard(db, staged);
    throw error;
  }
}

function* membersFrom({ rows, partOf }: DrawnSplit, from: number): Generator<readonly [row: number, part: Part]> {
  const slice = rows.subarray(from, from + sliceMembers);
  for (const [index, row] of slice.entries()) yield [row, parts[partOf[from + index] ?? -1] ?? 'reserve'];
}

async function discard(db: ProjectDb, staged: StagedSplit): Promise<void> {
  while (writeTransaction(db, [], (write) => discardSomeMembers(write, staged, sliceMembers))) await setImmediate();
}
