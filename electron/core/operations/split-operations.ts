import type { SplitSummary, splitContract } from '../../../shared/contract/split.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb, WriteDb } from '../database/read-write-db.ts';
import type { SplitRecord } from '../database/repositories/splits.ts';
import { readCounts } from '../database/repositories/splits.ts';
import { finishPhase } from '../jobs/finish-phase.ts';
import type { Session } from '../session.ts';
import { drawSplit } from './draw-split.ts';
import { manyRows } from './many-rows.ts';
import { previewOfSplit } from './preview-of-split.ts';
import { storeSplit } from './store-split.ts';
import { findStudyState } from './study-state.ts';

export function splitOperations(session: Session): Handlers<typeof splitContract> {
  return {
    'split.create'(_input, { signal }) {
      const { dependencies } = session;
      const { project, reader, writing } = session.current();
      const { db } = project;
      return writing.run(signal, async (within) => {
        const rows = findStudyState(db)?.dataset?.rowCount ?? 0;
        const drawn =
          rows > manyRows ? await reader.read(within, (client) => client.call('split.draw', {})) : drawSplit(db);
        const label = { id: dependencies.createId(), createdAt: dependencies.clock().toISOString() };
        const finish = (write: WriteDb): void => finishPhase(write, { dependencies }, 'split', drawn.inputs, label.id);
        await storeSplit(db, drawn, label, finish, within);
        return { id: label.id, hash: drawn.hash, counts: drawn.counts };
      });
    },
    'split.get'() {
      const { db } = session.current().project;
      const split = findStudyState(db)?.split ?? null;
      return split === null ? null : summaryOf(db, split);
    },
    async 'split.preview'({ settings }, { signal }) {
      const { project, reader } = session.current();
      const rows = findStudyState(project.db)?.dataset?.rowCount ?? 0;
      return rows > manyRows
        ? reader.read(signal, (client) => client.call('split.preview', { settings }))
        : previewOfSplit(project.db, settings);
    },
  };
}

function summaryOf(db: ReadDb, split: SplitRecord): SplitSummary {
  return { id: split.id, hash: split.hash, counts: readCounts(db, split.id) };
}
