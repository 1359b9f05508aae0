import type { DrawnSplit } from '../../electron/core/operations/draw-split.ts';
import type { ProjectDb } from '../../electron/core/database/read-write-db.ts';
import { writeTransaction } from '../../electron/core/database/read-write-db.ts';
import { finishDataset, stageDataset } from '../../electron/core/database/repositories/datasets.ts';
import { savePhase } from '../../electron/core/database/repositories/phases.ts';
import { storeSplit } from '../../electron/core/operations/store-split.ts';
import { countParts, parts } from '../../shared/domain/split.ts';

const at = '2026-02-03T04:05:06.000Z';
const evaluation = parts.indexOf('evaluation');

/** Dataset "d", to which splits can refer. It has no rows, since members are not looked up in it. */
export function addDataset(db: ProjectDb): void {
  const dataset = { id: 'd', name: 'Survey', fileName: 'survey.csv', dialect: {}, columns: [], importedAt: at };
  writeTransaction(db, ['datasets'], (write) =>
    finishDataset(write, stageDataset(write, dataset), { sha256: 'ab', rowCount: 0 }),
  );
}

/** A split in which all of so many respondents are evaluation humans. */
function drawnSplit(respondents: number): DrawnSplit {
  return {
    datasetId: 'd',
    settings: { seed: 1, unit: 'respondent', stratify: [], parts: { evaluation: 'rest' }, pilot: 'proportional' },
    inputs: {},
    hash: `of ${respondents}`,
    counts: { ...countParts(new Map()), evaluation: respondents },
    rows: Int32Array.from({ length: respondents }, (_, index) => index + 1),
    partOf: new Uint8Array(respondents).fill(evaluation),
  };
}

/** Stores a split of so many evaluation humans as the current one. */
export function storeDrawn(
  db: ProjectDb,
  id: string,
  respondents: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  return storeSplit(
    db,
    drawnSplit(respondents),
    { id, createdAt: at },
    (write) => savePhase(write, { name: 'split', fingerprint: id, parts: {}, outputId: id, finishedAt: at }),
    signal,
  );
}

/** Members of all splits, visible or not. */
export function countMembers(db: ProjectDb): number {
  return Number(db.raw('SELECT count(*) FROM split_members', [])[0]?.[0]);
}
