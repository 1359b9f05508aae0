import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { manyRows } from '../../../electron/core/operations/many-rows.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import type { TestCore } from '../../support/open-core.ts';
import { finish, openCore, testPassphrase } from '../../support/open-core.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';

const rows = manyRows + 1;

async function openLargeSurvey(): Promise<TestCore & { readonly project: string }> {
  const core = openCore();
  const { client, folder } = core;
  const survey = writeSurveyStudy(join(folder, 'survey'), { rows });
  const project = join(folder, 'a.pilotlight');
  await client.call('project.create', { path: project, passphrase: testPassphrase });
  const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
  await client.call('study.set', { study });
  await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
  return { ...core, project };
}

it('answers a short question while a long one about many respondents is being answered', async () => {
  const { client } = await openLargeSurvey();
  const order: string[] = [];
  const preview = client.call('split.preview', {}).finally(() => order.push('preview'));
  const column = client.call('data.columnSummary', { name: 'age' }).finally(() => order.push('column'));
  await client.call('data.page', { offset: rows - 10, limit: 10 }).finally(() => order.push('page'));
  expect((await preview).total).toBe(rows);
  expect((await column).n).toBe(rows);
  expect(order).toEqual(['page', 'preview', 'column']);
  // The other process sees what was written here meanwhile.
  const { counts } = await resultOf(client.stream('split.create', {}));
  expect((await preview).counts).toEqual(counts);
  const settings = (await client.call('study.get', {}))?.split;
  if (settings === undefined) throw new Error('There is no study.');
  const fewer = await client.call('split.preview', { settings: { ...settings, parts: { 'pilot-train': 5 } } });
  expect(fewer.counts).toMatchObject({ 'pilot-train': 5, reserve: rows - 5 });
});

it('answers short questions while a split of many respondents is made, of which nothing is seen before all of it', async () => {
  const { client } = await openLargeSurvey();
  const order: string[] = [];
  const told: Progress[] = [];
  const making = resultOf(client.stream('split.create', {}), (progress) => told.push(progress));
  const split = making.finally(() => order.push('split'));
  const another = resultOf(client.stream('split.create', {})).finally(() => order.push('another split'));
  const seen = await client.call('split.get', {}).finally(() => order.push('question'));
  expect(seen).toBeNull();
  expect((await split).counts).toMatchObject({ evaluation: 40, reserve: rows - 70 });
  expect((await another).hash).toBe((await split).hash);
  expect(order).toEqual(['question', 'split', 'another split']);
  expect(await client.call('split.get', {})).toEqual(await another);

  expect(told.map(({ phase }) => phase)).toContain('Drawing the split');
  expect(told.findLast(({ phase }) => phase === 'Writing the split')).toMatchObject({
    total: rows,
    unit: 'respondents',
  });

  const interrupted = resultOf(client.stream('split.create', {}));
  await client.call('project.close', {});
  await expect(interrupted).rejects.toMatchObject({ code: 'cancelled' });
});

it('lets go of a long question that was taken back, and answers the next one', async () => {
  const { client, project, close } = await openLargeSurvey();
  const superseded = new AbortController();
  const first = client.call('split.preview', {}, { signal: superseded.signal });
  const second = client.call('split.preview', {});
  superseded.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect((await second).total).toBe(rows);

  const third = client.call('split.preview', {});
  await client.call('project.close', {});
  await expect(third).rejects.toMatchObject({ code: 'cancelled' });
  await expect(client.call('split.preview', {})).rejects.toMatchObject({ code: 'usage' });
  // The log was taken into the file: nobody else had it open any more.
  expect(existsSync(`${project}-wal`)).toBe(false);
  await close();
});
