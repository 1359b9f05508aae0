import { describe, expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import type { ProjectDb } from '../../../electron/core/database/read-write-db.ts';
import { listRows, readAnswers, readColumns } from '../../../electron/core/database/repositories/cells.ts';
import { codebookHash, readCodebook, saveCodebook } from '../../../electron/core/database/repositories/codebooks.ts';
import {
  datasetIdTaken,
  discardDataset,
  findDataset,
  finishDataset,
  insertRows,
  listDatasets,
  readDataset,
  stageDataset,
} from '../../../electron/core/database/repositories/datasets.ts';
import {
  findFirstRow,
  findSplit,
  finishSplit,
  insertMembers,
  readCounts,
  readMembersOfParts,
  readRowsInParts,
  readSplit,
  stageSplit,
} from '../../../electron/core/database/repositories/splits.ts';
import { countParts } from '../../../shared/domain/split.ts';
import type { Part } from '../../../shared/domain/split.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';
import { fixedClock, temporaryProject, testPassphrase } from '../../support/temporary-project.ts';

const at = '2026-02-03T04:05:06.000Z';
const newDataset = {
  id: 'd',
  name: 'Survey',
  fileName: 'survey.csv',
  dialect: { delimiter: ',' },
  columns: [
    { name: 'age', position: 0 },
    { name: 'name', position: null },
    { name: 'trust', position: 1 },
  ],
  importedAt: at,
};

/** Dataset "d" with `count` rows: age = row number, trust alternating between an option and a missing answer. */
function addDataset(db: ProjectDb, count: number): void {
  writeTransaction(db, ['datasets'], (write) => {
    const staged = stageDataset(write, newDataset);
    const rows = Array.from({ length: count }, (_, index) => index + 1);
    insertRows(
      write,
      staged,
      rows.map((row) => ({ row, cells: [row, row % 2 === 0 ? null : '3'] })),
    );
    finishDataset(write, staged, { sha256: 'ab', rowCount: count });
  });
}

describe('a dataset', () => {
  it('is invisible until it is finished, and gone when the project is opened again', () => {
    const project = temporaryProject();
    writeTransaction(project.db, [], (write) =>
      insertRows(write, stageDataset(write, newDataset), [{ row: 1, cells: [1, '3'] }]),
    );
    expect(listDatasets(project.db)).toEqual([]);
    expect(findDataset(project.db, 'd')).toBeUndefined();
    expect(datasetIdTaken(project.db, 'd')).toBe(true);
    project.close();
    using again = openProject({ path: project.path, passphrase: testPassphrase, clock: fixedClock });
    expect(datasetIdTaken(again.db, 'd')).toBe(false);
    expect(again.db.raw(`SELECT name FROM sqlite_master WHERE name LIKE 'cells!_%' ESCAPE '!'`, [])).toEqual([]);
  });

  it('gives back the wanted columns of the wanted rows, over several pages', () => {
    const { db } = databaseInMemory();
    addDataset(db, 25_000);
    expect(readDataset(db, 'd')).toMatchObject({
      rowCount: 25_000,
      fileName: 'survey.csv',
      dialect: { delimiter: ',' },
    });
    const all = readColumns(db, 'd', ['trust', 'age']);
    expect(all.rows).toHaveLength(25_000);
    expect(all.values.get('age')?.at(-1)).toBe(25_000);
    expect(all.values.get('trust')?.slice(0, 3)).toEqual(['3', null, '3']);
    const wanted = Array.from({ length: 12_000 }, (_, index) => 24_000 - 2 * index);
    const some = readColumns(db, 'd', ['age'], wanted);
    expect(some.rows).toEqual([...wanted].reverse());
    expect(readAnswers(db, 'd', ['age', 'trust'], [7, 2, 99_999])).toEqual([
      { row: 2, answers: { age: 2, trust: null } },
      { row: 7, answers: { age: 7, trust: '3' } },
    ]);
    expect(listRows(db, 'd')).toHaveLength(25_000);
  });

  it('says which column is not stored', () => {
    const { db } = databaseInMemory();
    addDataset(db, 1);
    expect(() => readColumns(db, 'd', ['name'])).toThrow('"name"');
    expect(() => readColumns(db, 'other', ['age'])).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('can be discarded with its cells unless a split refers to it', () => {
    const { db } = databaseInMemory();
    addDataset(db, 3);
    const { number } = readDataset(db, 'd');
    writeTransaction(db, ['datasets'], (write) => discardDataset(write, number));
    expect(listDatasets(db)).toEqual([]);
    addDataset(db, 3);
    const split = { id: 's', datasetId: 'd', settings: {}, hash: 'h', createdAt: at };
    writeTransaction(db, ['splits'], (write) => stageSplit(write, split));
    expect(() => writeTransaction(db, [], (write) => discardDataset(write, readDataset(db, 'd').number))).toThrow(
      'FOREIGN KEY',
    );
    expect(listRows(db, 'd')).toEqual([1, 2, 3]);
  });
});

it('keeps the codebook of a dataset, hashed whatever the order of its fields', () => {
  const { db } = databaseInMemory();
  addDataset(db, 1);
  const variable = {
    name: 'age',
    label: 'age',
    role: 'persona',
    scale: 'interval',
    options: [],
    missing: ['-9'],
    wording: { text: '', byCondition: {} },
    unit: 'years',
  } as const;
  const codebook = { variables: [{ ...variable, options: [...variable.options], missing: [...variable.missing] }] };
  const hash = writeTransaction(db, ['codebooks'], (write) => saveCodebook(write, 'd', codebook, at));
  expect(readCodebook(db, 'd')).toEqual({ codebook, hash, savedAt: at });
  const reordered = { variables: codebook.variables.map(({ name, ...rest }) => ({ ...rest, name })) };
  expect(codebookHash(reordered)).toBe(hash);
});

it('keeps a split with the part of every row', () => {
  const { db } = databaseInMemory();
  addDataset(db, 5);
  const members = new Map<number, Part>([
    [3, 'evaluation'],
    [1, 'pilot-train'],
    [2, 'evaluation'],
    [4, 'pilot-validation'],
    [5, 'reserve'],
  ]);
  const split = { id: 's', datasetId: 'd', settings: { seed: 1 }, hash: 'h', createdAt: at };
  const staged = writeTransaction(db, [], (write) => stageSplit(write, split));
  writeTransaction(db, [], (write) => insertMembers(write, staged, members));
  expect(findSplit(db, 's')).toBeUndefined();
  writeTransaction(db, ['splits'], (write) => finishSplit(write, staged, countParts(members)));
  expect(readSplit(db, 's')).toMatchObject(split);
  expect([...readMembersOfParts(db, 's', ['pilot-validation', 'evaluation'])]).toEqual([
    [2, 'evaluation'],
    [3, 'evaluation'],
    [4, 'pilot-validation'],
  ]);
  expect(readCounts(db, 's')).toEqual({
    'pilot-train': 1,
    'pilot-validation': 1,
    rectification: 0,
    evaluation: 2,
    reserve: 1,
  });
  expect(readRowsInParts(db, 's', ['evaluation', 'pilot-train'])).toEqual([1, 2, 3]);
  expect(findFirstRow(db, 's', 'evaluation')).toBe(2);
  expect(() => readSplit(db, 't')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
