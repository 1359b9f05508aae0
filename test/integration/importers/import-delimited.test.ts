import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  listMissingCells,
  listRejectedCells,
  listRejectedRows,
  listRows,
  readAnswers,
  readColumns,
} from '../../../electron/core/database/repositories/cells.ts';
import { codebookHash, readCodebook } from '../../../electron/core/database/repositories/codebooks.ts';
import { datasetIdTaken, listDatasets, readDataset } from '../../../electron/core/database/repositories/datasets.ts';
import { importDelimited } from '../../../electron/core/files/importers/import-delimited.ts';
import type { ImportProgress } from '../../../electron/core/files/importers/import-delimited.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import { codebookOf, numberedOptions, variableOf } from '../../support/codebook-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, projectForFile } from '../../support/temporary-project.ts';

const { db } = projectForFile();
let datasets = 0;

function fileWith(content: string | Uint8Array, name = 'survey.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** Imports under a new identifier. */
async function importFile(path: string, codebook: Codebook, dialect: Partial<Dialect> = {}) {
  datasets += 1;
  return importDelimited({ path, dialect, codebook, db, datasetId: `d${datasets}`, clock: fixedClock });
}

function failure(code: string, sentence: RegExp) {
  return expect.objectContaining({ name: 'PilotlightError', code, message: expect.stringMatching(sentence) });
}

/** What the last import answered for these variables, row by row. */
function answers(...names: string[]) {
  return readAnswers(db, `d${datasets}`, names).map(({ answers: found }) => names.map((name) => found[name]));
}

const survey = codebookOf(
  variableOf('person', { role: 'id' }),
  variableOf('trust', {
    role: 'action',
    scale: 'ordinal',
    options: numberedOptions('Disagree', 'Neutral', 'Agree'),
    missing: ['-9'],
  }),
  variableOf('age', { scale: 'interval' }),
  variableOf('email', { role: 'excluded' }),
);

describe('an import', () => {
  it('types every cell by the codebook and accounts for every record', async () => {
    const text = [
      'person,trust,age,email,other',
      'a,1,34.5,a@x.org,x',
      'b,Agree ,n/a,b@x.org,x',
      'c,-9,,c@x.org,x',
      '',
      'd,maybe,61,"d@x.org",x',
      'e,2,40',
      ',,,,',
      'f,2.0,1e1,f@x.org,x',
    ].join('\r\n');
    const path = fileWith(text);
    const imported = await importFile(path, survey, { missing: ['n/a'] });
    expect(imported).toMatchObject({
      columns: ['person', 'trust', 'age'],
      leftOut: ['email', 'other'],
      records: 7,
      rows: 5,
      rejectedRows: 2,
      rejectedCells: 1,
      missingCells: 2,
      sha256: createHash('sha256').update(text).digest('hex'),
      dialect: { delimiter: ',', encoding: 'utf-8', header: 'plain', decimal: '.' },
    });
    expect(answers('person', 'trust', 'age')).toEqual([
      ['a', '1', 34.5],
      ['b', '3', null],
      ['c', null, null],
      ['d', null, 61],
      ['f', '2', 10],
    ]);
    expect(listMissingCells(db, imported.datasetId)).toEqual([
      { row: 2, column: 'age', code: 'n/a' },
      { row: 3, column: 'trust', code: '-9' },
    ]);
    expect(listRejectedCells(db, imported.datasetId)).toEqual([
      { row: 4, column: 'trust', line: 6, reason: 'not-an-option', text: 'maybe' },
    ]);
    expect(listRejectedRows(db, imported.datasetId)).toEqual([
      { row: 5, line: 7, reason: 'field-count', fields: 3 },
      { row: 6, line: 8, reason: 'no-values', fields: 5 },
    ]);
    expect(listRows(db, imported.datasetId)).toEqual([1, 2, 3, 4, 7]);
  });

  it('keeps the dataset, its dialect and its codebook', async () => {
    const { datasetId } = await importFile(fileWith('person;trust;age\na;1;3,5\n', 'My data.csv'), survey);
    expect(readDataset(db, datasetId)).toMatchObject({
      fileName: 'My data.csv',
      rowCount: 1,
      importedAt: '2026-02-03T04:05:06.000Z',
      dialect: { delimiter: ';', decimal: ',' },
      columns: [
        { name: 'person', position: 0 },
        { name: 'trust', position: 1 },
        { name: 'age', position: 2 },
      ],
    });
    expect(readCodebook(db, datasetId)).toMatchObject({ codebook: survey, hash: codebookHash(survey) });
    expect(answers('age')).toEqual([[3.5]]);
  });

  it('never stores an excluded column', async () => {
    const { datasetId } = await importFile(fileWith('person,trust,age,email\na,1,2,secret@x.org\n'), survey);
    expect(() => readColumns(db, datasetId, ['email'])).toThrow(expect.objectContaining({ code: 'not-found' }));
    const { number } = readDataset(db, datasetId);
    expect(JSON.stringify(db.raw(`SELECT * FROM cells_${number}`, []))).not.toContain('secret');
  });

  it('reads quoted delimiters, doubled quotes and line ends inside a field, and reports the right lines after them', async () => {
    const text = 'a,b\n"x, y","say ""hi""\r\nthere"\n5" pipe, "blank before" \nonly one field\n';
    const { datasetId } = await importFile(fileWith(text), codebookOf('a', 'b'));
    expect(answers('a', 'b')).toEqual([
      ['x, y', 'say "hi"\nthere'],
      ['5" pipe', 'blank before'],
    ]);
    expect(listRejectedRows(db, datasetId)).toMatchObject([{ row: 3, line: 5, fields: 1 }]);
  });

  it('reads a file without header by column numbers, and one without quote characters', async () => {
    await importFile(fileWith('1|"a"\n2|b\n'), codebookOf('V2'), { header: 'none', quote: '', delimiter: '|' });
    expect(answers('V2')).toEqual([['"a"'], ['b']]);
  });

  it('keeps blanks when it is told not to trim', async () => {
    await importFile(fileWith('a,b\n x ,1\n'), codebookOf('a'), { trim: false });
    expect(answers('a')).toEqual([[' x ']]);
  });

  it('reads the question texts of Qualtrics as header, not as answers', async () => {
    const ids = '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}"';
    const path = fileWith(`StartDate,Q1\nStart Date,"Do you, or not?"\n${ids}\n2024-01-01,2\n2024-01-02,1\n`);
    const imported = await importFile(path, codebookOf(variableOf('Q1', { options: numberedOptions('no', 'yes') })));
    expect(imported).toMatchObject({ rows: 2, dialect: { header: 'qualtrics' } });
    expect(answers('Q1')).toEqual([['2'], ['1']]);
  });

  it('reports progress to the last byte', async () => {
    const path = fileWith(`person,trust,age\n${'someone,2,30\n'.repeat(60_000)}`);
    const seen: ImportProgress[] = [];
    await importDelimited({
      path,
      dialect: {},
      codebook: survey,
      db,
      datasetId: 'progress',
      clock: fixedClock,
      onProgress: (progress) => seen.push(progress),
    });
    const size = readFileSync(path).length;
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toMatchObject({ bytesRead: size, totalBytes: size });
    expect(seen.map(({ rows }) => rows)).toEqual(seen.map(({ rows }) => rows).toSorted((a, b) => a - b));
    expect(readDataset(db, 'progress').rowCount).toBe(60_000);
  });

  it('stops when it is cancelled and leaves nothing behind', async () => {
    const path = fileWith(`person,trust,age\n${'someone,2,30\n'.repeat(60_000)}`);
    const stop = new AbortController();
    const options = { path, dialect: {}, codebook: survey, db, datasetId: 'cancelled', clock: fixedClock };
    const cancelled = importDelimited({ ...options, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(cancelled).rejects.toEqual(failure('cancelled', /cancelled/));
    expect(datasetIdTaken(db, 'cancelled')).toBe(false);
    await expect(importDelimited({ ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('an import refuses', () => {
  it.each<[string, string | Uint8Array, RegExp, Partial<Dialect>]>([
    ['an empty file', '', /is empty/, {}],
    ['a workbook', 'PK\x03\x04\x14\x00', /workbook/, {}],
    ['a file with NUL bytes', 'person,trust,age\na,1,\0\n', /binary/, {}],
    ['a header without rows', 'person,trust,age\n', /no rows/, {}],
    ['columns of the same name', 'person,trust,age,age\na,1,2,3\n', /same name: "age"/, {}],
    [
      'missing columns, naming the nearest',
      'person,trsut,years\na,1,2\n',
      /lacks columns .*"trust" \(did you mean "trsut"\?\), "age"\./,
      {},
    ],
    ['a quotation mark that never closes', 'person,trust,age\na,1,2\nb,"1,2\nc,1,2\n', /opens after line 2/, {}],
    ['text behind a closing quotation mark', 'person,trust,age\na,1,2\n"b"x,1,2\n', /line 3/, {}],
    [
      'rows that all have the wrong number of fields',
      'person,trust,age\na;1;2\nb;1;2\n',
      /None of the 2 rows/,
      { delimiter: ',' },
    ],
    [
      'a plain file said to come from Qualtrics',
      'person,trust,age\na,1,2\nb,1,2\nc,1,2\n',
      /third header row/,
      { header: 'qualtrics' },
    ],
    [
      'bytes that the named encoding does not allow',
      Buffer.from('person,trust,age\nä,1,2\n', 'latin1'),
      /not in the encoding utf-8: near line 2/,
      { encoding: 'utf-8' },
    ],
    [
      'mixed encodings',
      Buffer.concat([Buffer.from('person,trust,age\nä,1,2\n'), Buffer.from('ö,1,2\n', 'latin1')]),
      /mixes encodings: line 3/,
      {},
    ],
    ['an endless record', `person,trust,age\na,1,"${'x'.repeat(1_100_000)}\n`, /longer than a million/, {}],
  ])('%s', async (_, content, sentence, dialect) => {
    const before = listDatasets(db).length;
    await expect(importFile(fileWith(content), survey, dialect)).rejects.toEqual(failure('data-invalid', sentence));
    expect(listDatasets(db)).toHaveLength(before);
    expect(datasetIdTaken(db, `d${datasets}`)).toBe(false);
  });

  it('a file that is not there, and a folder', async () => {
    const folder = temporaryFolder();
    await expect(importFile(join(folder, 'none.csv'), survey)).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(importFile(folder, survey)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('more columns than a table can have, and takes as many as it can', async () => {
    const names = Array.from({ length: 1_901 }, (_, index) => `v${index}`);
    const path = fileWith(`${names.join()}\n${names.map(() => '1').join()}\n`);
    await expect(importFile(path, codebookOf(...names))).rejects.toEqual(failure('data-invalid', /1901 columns/));
    await importFile(path, codebookOf(...names.slice(1)));
    expect(answers('v1', 'v1900')).toEqual([['1', '1']]);
  });
});
