import type { SplitSummary, splitContract } from '../../../shared/contract/split.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { splitUnits } from '../../../shared/domain/split-units.ts';
import { assignParts, canonicalSplit, countParts } from '../../../shared/domain/split.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import type { SplitRecord } from '../database/repositories/splits.ts';
import { insertSplit, readCounts } from '../database/repositories/splits.ts';
import { hashText } from '../files/hash.ts';
import { finishPhase } from '../jobs/finish-phase.ts';
import type { Session } from '../session.ts';
import { manyRows } from './many-rows.ts';
import { splitParts } from './phase-parts.ts';
import { previewOfSplit } from './preview-of-split.ts';
import { requireSound } from './require-sound.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function splitOperations(session: Session): Handlers<typeof splitContract> {
  return {
    'split.create'() {
      const { dependencies } = session;
      const { db } = session.current().project;
      const state = readStudyState(db);
      const dataset = required(state.dataset, 'imported data');
      const { codebook, split: settings } = state.study;
      requireSound(state.study);
      const clusters = variablesWithRole(codebook, 'cluster').map(({ name }) => name);
      const people = readAnswers(db, dataset.id, [...settings.stratify, ...clusters]);
      const assignment = assignParts(splitUnits(people, codebook, settings), settings);
      const hash = hashText(`${dataset.sha256}\n${canonicalSplit(assignment)}`);
      const id = dependencies.createId();
      const createdAt = dependencies.clock().toISOString();
      writeTransaction(db, ['splits', 'phases', 'audit'], (write) => {
        insertSplit(write, { id, datasetId: dataset.id, settings, hash, createdAt }, assignment);
        finishPhase(write, { dependencies }, 'split', splitParts(state) ?? {}, id);
      });
      return { id, hash, counts: countParts(assignment) };
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
