import type { SplitSummary, splitContract } from '../../../shared/contract/split.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb, WriteDb } from '../database/read-write-db.ts';
import type { SplitRecord } from '../database/repositories/splits.ts';
import { readCounts } from '../database/repositories/splits.ts';
import { finishPhase } from '../jobs/finish-phase.ts';
import type { ProgressReport } from '../jobs/progress-tracker.ts';
import type { Session } from '../session.ts';
import { drawSplit } from './draw-split.ts';
import { manyRows } from './many-rows.ts';
import { previewOfSplit } from './preview-of-split.ts';
import { storeSplit } from './store-split.ts';
import { findStudyState } from './study-state.ts';
import { tellProgress } from './tell-progress.ts';

export function splitOperations(session: Session): Handlers<typeof splitContract> {
  return {
    'split.create': (_input, { signal }) =>
      tellProgress(session.dependencies.clock, (report) => createSplit(session, { report, signal })),
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

interface Creation {
  readonly report: (report: ProgressReport) => void;
  readonly signal: AbortSignal;
}

function createSplit(session: Session, { report, signal }: Creation): Promise<SplitSummary> {
  const { dependencies } = session;
  const { project, reader, writing } = session.current();
  const { db } = project;
  return writing.run(signal, async (within) => {
    const rows = findStudyState(db)?.dataset?.rowCount ?? 0;
    report({ phase: 'Drawing the split', done: 0, total: 0, unit: 'respondents' });
    const drawn =
      rows > manyRows ? await reader.read(within, (client) => client.call('split.draw', {})) : drawSplit(db);
    const label = { id: dependencies.createId(), createdAt: dependencies.clock().toISOString() };
    const finish = (write: WriteDb): void => finishPhase(write, { dependencies }, 'split', drawn.inputs, label.id);
    await storeSplit(db, drawn, label, finish, within, (done) =>
      report({ phase: 'Writing the split', done, total: drawn.rows.length, unit: 'respondents' }),
    );
    return { id: label.id, hash: drawn.hash, counts: drawn.counts };
  });
}

function summaryOf(db: ReadDb, split: SplitRecord): SplitSummary {
  return { id: split.id, hash: split.hash, counts: readCounts(db, split.id) };
}
