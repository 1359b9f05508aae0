import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnInspection } from '../../../shared/domain/inspection.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { finish, follow, openCore, testPassphrase } from '../../support/open-core.ts';
import type { CoreClient } from '../../support/open-core.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });

/** A survey as an export often looks: identifiers, missing codes, answers in words, a stray text among numbers. */
function writeExport(path: string, rows = 40): void {
  const header = 'ResponseId,IPAddress,RecipientEmail,LocationLatitude,trust,agree,age,group,weight,remark,empty';
  const words = ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'];
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `R_${(row * 7919 + 100_000_000).toString(36)}x`,
      `192.0.2.${row}`,
      row === 3 ? 'someone@example.org' : '',
      52 + row / 100,
      row % 10 === 9 ? 9 : 1 + (row % 5),
      row === 5 ? 'NA' : words[row % 5],
      row === 7 ? 'about forty' : row === 8 ? -99 : 18 + ((row * 13) % 60),
      row % 2 === 0 ? 'control' : 'treated',
      (0.5 + row / 40).toFixed(3),
      `I told my neighbour about it, the ${row}th time this year`,
      '',
    ].join(','),
  );
  writeFileSync(path, `${[header, ...lines].join('\n')}\n1,2\n`.replaceAll('it, the', 'it the'));
}

async function inspectExport(client: CoreClient, folder: string) {
  const path = join(folder, 'export.csv');
  writeExport(path);
  const inspection = await resultOf(client.stream('data.inspect', { path }));
  const column = (name: string): ColumnInspection => {
    const found = inspection.columns.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no column ${name}.`);
    return found;
  };
  return { path, inspection, column };
}

describe('the inspection of a data file', () => {
  it('needs no project and tells form and size', async () => {
    const { client, folder } = openCore();
    const { inspection } = await inspectExport(client, folder);
    expect(inspection).toMatchObject({
      fileName: 'export.csv',
      records: 41,
      misfits: 1,
      dialect: { delimiter: ',', decimal: '.', header: 'plain' },
      losses: ['1 record has another number of fields than the header; an import refuses it.'],
    });
  });

  it('flags what can identify a person and leaves it out', async () => {
    const { client, folder } = openCore();
    const { inspection } = await inspectExport(client, folder);
    const flagged = inspection.columns.flatMap(({ name, identifiers, role }) =>
      identifiers.length === 0 ? [] : [[name, role, ...identifiers]],
    );
    expect(flagged).toEqual([
      ['ResponseId', 'excluded', 'response-id'],
      ['IPAddress', 'excluded', 'ip-address'],
      ['RecipientEmail', 'excluded', 'email'],
      ['LocationLatitude', 'excluded', 'coordinates'],
      ['remark', 'excluded', 'free-text'],
    ]);
  });

  it('finds scales, options in their order, and codes for "no answer"', async () => {
    const { client, folder } = openCore();
    const { column } = await inspectExport(client, folder);
    expect(column('trust')).toMatchObject({ scale: 'ordinal', missing: 4, missingCodes: [{ code: '9', count: 4 }] });
    expect(column('trust').options.map(({ value }) => value)).toEqual(['1', '2', '3', '4', '5']);
    expect(column('agree')).toMatchObject({ scale: 'ordinal', role: 'persona', missing: 1 });
    expect(column('agree').options.map(({ value }) => value)).toEqual([
      'Strongly disagree',
      'Disagree',
      'Neutral',
      'Agree',
      'Strongly agree',
    ]);
    expect(column('group')).toMatchObject({ scale: 'binary', role: 'treatment' });
    expect(column('weight')).toMatchObject({ scale: 'interval', role: 'weight', minimum: 0.5 });
    expect(column('empty')).toMatchObject({ role: 'excluded', filled: 0, empty: 40 });
  });

  it('says what an import would lose', async () => {
    const { client, folder } = openCore();
    const { column } = await inspectExport(client, folder);
    expect(column('age')).toMatchObject({ scale: 'interval', minimum: 18, missingCodes: [{ code: '-99', count: 1 }] });
    expect(column('age').losses).toEqual([
      '"-99" is taken as "no answer" (1 cell).',
      '1 value is no number, such as "about forty"; an import refuses it.',
    ]);
    expect(column('empty').losses).toEqual(['Left out because it is empty.']);
  });

  it('ends when it is cancelled, and tells a missing file from one of another format', async () => {
    const { client, folder } = openCore();
    const path = join(folder, 'long.csv');
    writeExport(path, 20_000);
    const told: Progress[] = [];
    const { sizeBytes } = await resultOf(client.stream('data.inspect', { path }), (progress) => told.push(progress));
    expect(told.map(({ phase }) => phase)).toContain('Reading the file');
    expect(told.at(-1)).toMatchObject({ total: sizeBytes, unit: 'bytes' });
    const controller = new AbortController();
    const inspecting = client.stream('data.inspect', { path }, { signal: controller.signal });
    const followed = resultOf(inspecting, () => controller.abort());
    await expect(followed).rejects.toThrow(failure('cancelled'));
    await expect(resultOf(client.stream('data.inspect', { path: join(folder, 'none.csv') }))).rejects.toThrow(
      failure('file-not-found'),
    );
    writeFileSync(path, 'PK\u0003\u0004 a spreadsheet');
    await expect(resultOf(client.stream('data.inspect', { path }))).rejects.toThrow(failure('data-invalid'));
  });

  it('gives a codebook to begin with, with which the file can be imported', async () => {
    const { client, folder } = openCore();
    const { path, inspection } = await inspectExport(client, folder);
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    const study = await client.call('study.draft', { inspection });
    const set = await client.call('study.set', { study, draft: true });
    expect(set.faults.map(({ message }) => message)).toEqual([
      'at least one variable needs the role belief or action, since there is nothing to simulate otherwise',
    ]);
    await finish(client, client.call('data.import', { path, dialect: {} }));
    expect(await client.call('data.summary', {})).toMatchObject({
      rows: 40,
      rejectedRows: 1,
      rejectedCells: 1,
      columns: ['trust', 'agree', 'age', 'group', 'weight'],
    });
    await expect(resultOf(client.stream('split.create', {}))).rejects.toThrow(failure('codebook-invalid'));
  });
});

/** A project with numbered rows, every tenth of which has too few fields and is refused. */
async function numberedRows(client: CoreClient, folder: string, records: number): Promise<void> {
  const path = join(folder, 'numbers.csv');
  const lines = Array.from({ length: records }, (_, row) => (row % 10 === 9 ? `${row}` : `${row},${row % 3},${-9}`));
  writeFileSync(path, `n,kind,gap\n${lines.join('\n')}\n`);
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  const inspection = await resultOf(client.stream('data.inspect', { path }));
  const study = await client.call('study.draft', { inspection });
  const variables = study.codebook.variables.map((variable) => ({
    ...variable,
    ...(variable.name === 'n' ? { role: 'persona' as const, scale: 'interval' as const } : {}),
    ...(variable.name === 'gap' ? { role: 'persona' as const, scale: 'interval' as const, missing: ['-9'] } : {}),
  }));
  await client.call('study.set', { study: { ...study, codebook: { variables } }, draft: true });
  await finish(client, client.call('data.import', { path, dialect: {} }));
}

describe('pages of the imported data', () => {
  it('begin anywhere and step over refused records', async () => {
    const { client, folder } = openCore();
    await numberedRows(client, folder, 5_000);
    const whole: number[] = [];
    for (let offset = 0; offset < 4_500; offset += 900) {
      const page = await client.call('data.page', { offset, limit: 900 });
      expect(page?.total).toBe(4_500);
      whole.push(...(page?.rows.map(({ row }) => row) ?? []));
    }
    expect(whole).toEqual(Array.from({ length: 5_000 }, (_, row) => row + 1).filter((row) => row % 10 !== 0));
    const page = await client.call('data.page', { offset: 9, limit: 2, columns: ['kind', 'n'] });
    expect(page).toMatchObject({
      columns: ['kind', 'n'],
      rows: [
        { row: 11, cells: ['1', 10] },
        { row: 12, cells: ['2', 11] },
      ],
    });
    expect((await client.call('data.page', { offset: 4_500, limit: 10 }))?.rows).toEqual([]);
    await expect(client.call('data.page', { offset: 0, limit: 1, columns: ['none'] })).rejects.toThrow(
      failure('not-found'),
    );
  });

  it('stay when they are imported again in vain, and the phase says why that failed until it succeeds', async () => {
    const { client, folder } = openCore();
    await numberedRows(client, folder, 100);
    const importPhase = async () =>
      (await client.call('phases.list', { data: null })).find(({ name }) => name === 'import');
    expect(await importPhase()).toMatchObject({ state: 'done', failure: null });
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'something\n1\n');
    const { job } = await follow(client, (await client.call('data.import', { path: other, dialect: {} })).jobId);
    expect(job.state).toBe('failed');
    expect(await importPhase()).toMatchObject({
      state: 'done',
      reasons: [],
      failure: { code: job.errorCode, message: job.errorMessage },
    });
    expect((await client.call('data.summary', {}))?.rows).toBe(90);
    await finish(client, client.call('data.import', { path: join(folder, 'numbers.csv'), dialect: {} }));
    expect(await importPhase()).toMatchObject({ state: 'done', failure: null });
  });

  it('are none before an import', async () => {
    const { client, folder } = openCore();
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    expect(await client.call('data.page', { offset: 0, limit: 1 })).toBeNull();
    expect(await client.call('data.summary', {})).toBeNull();
    expect((await client.call('phases.list', { data: null })).map(({ state }) => state)).toEqual(
      Array.from({ length: 7 }, () => 'empty'),
    );
  });
});

describe('the summary of a column', () => {
  it('counts options, missing codes and refused cells, and describes numbers', async () => {
    const { client, folder } = openCore();
    await numberedRows(client, folder, 100);
    expect(await client.call('data.columnSummary', { name: 'kind' })).toMatchObject({
      n: 90,
      missing: 0,
      distinct: 3,
      options: [
        { value: '0', count: 30 },
        { value: '1', count: 30 },
        { value: '2', count: 30 },
      ],
      numeric: null,
    });
    const numbers = await client.call('data.columnSummary', { name: 'n' });
    expect(numbers.numeric).toMatchObject({ mean: 49, minimum: 0, maximum: 98, median: 49 });
    expect(numbers.numeric?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(90);
    expect(await client.call('data.columnSummary', { name: 'gap' })).toMatchObject({
      n: 0,
      missing: 90,
      missingCodes: [{ code: '-9', count: 90 }],
      numeric: null,
    });
    await expect(client.call('data.columnSummary', { name: 'none' })).rejects.toThrow(failure('not-found'));
  });
});
