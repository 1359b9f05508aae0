import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openConnection } from '../../../electron/core/database/connection.ts';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readProjectKey } from '../../../electron/core/database/project-key.ts';
import type { ProjectDb } from '../../../electron/core/database/read-write-db.ts';
import { findPhase } from '../../../electron/core/database/repositories/phases.ts';
import { findSplit, readCounts, readRowsInParts } from '../../../electron/core/database/repositories/splits.ts';
import { sliceMembers } from '../../../electron/core/operations/store-split.ts';
import { runChildScript } from '../../support/child-script.ts';
import { addDataset, countMembers, storeDrawn } from '../../support/drawn-split.ts';
import { fixedClock, temporaryProject, testPassphrase } from '../../support/temporary-project.ts';

/** What is seen of the splits, and how many members the file holds. */
function look(db: ProjectDb): { current: string | undefined; splits: string[]; members: number } {
  const splits = ['first', 'second'].filter((id) => findSplit(db, id) !== undefined);
  return { current: findPhase(db, 'split')?.outputId, splits, members: countMembers(db) };
}

const onlyFirst = { current: 'first', splits: ['first'], members: 10 };

it('lets others read between the slices of a large split, and shows them the one from before until it is whole', async () => {
  const { db } = temporaryProject();
  addDataset(db);
  await storeDrawn(db, 'first', 10);
  const respondents = 4 * sliceMembers - 1;
  const seen: ReturnType<typeof look>[] = [];
  const writing = storeDrawn(db, 'second', respondents);
  while (findSplit(db, 'second') === undefined) {
    seen.push(look(db));
    await setImmediate();
  }
  await writing;
  expect(new Set(seen.map(({ members }) => members)).size).toBeGreaterThanOrEqual(4);
  for (const { current, splits } of seen) expect({ current, splits }).toEqual({ current: 'first', splits: ['first'] });
  expect(look(db)).toEqual({ current: 'second', splits: ['first', 'second'], members: 10 + respondents });
  expect(readCounts(db, 'second').evaluation).toBe(respondents);
  const rows = readRowsInParts(db, 'second', ['evaluation']);
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([respondents, 1, respondents]);
});

it('takes a split back that is cancelled while it is written', async () => {
  const { db } = temporaryProject();
  addDataset(db);
  await storeDrawn(db, 'first', 10);
  const cancelled = new AbortController();
  const writing = storeDrawn(db, 'second', 3 * sliceMembers, cancelled.signal);
  expect(countMembers(db)).toBe(10 + sliceMembers);
  cancelled.abort();
  await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
  expect(look(db)).toEqual(onlyFirst);
  expect(db.raw('SELECT id FROM splits', [])).toEqual([['first']]);
});

it('leaves the split from before when the process is killed while it writes one, and can write it again', async () => {
  const project = temporaryProject();
  addDataset(project.db);
  await storeDrawn(project.db, 'first', 10);
  project.close();
  const { path } = project;
  const child = runChildScript(new URL('./store-split.child.ts', import.meta.url), [path, testPassphrase]);
  let members = 0;
  while (members < 10 + 3 * sliceMembers) members = Number(await child.nextLine());
  await child.kill();

  // Some of it is in the file.
  const connection = openConnection(path, readProjectKey(path, testPassphrase));
  const left = connection.prepare('SELECT count(*) FROM split_members').raw(true).get();
  connection.close();
  expect(Number(left)).toBeGreaterThanOrEqual(members);
  expect(Number(left)).toBeLessThan(1_000_000);

  using again = openProject({ path, passphrase: testPassphrase, clock: fixedClock });
  expect(again.abandonedBy).toBeDefined();
  expect(look(again.db)).toEqual(onlyFirst);
  expect(again.db.raw('SELECT id FROM splits', [])).toEqual([['first']]);
  await storeDrawn(again.db, 'second', 20);
  expect(look(again.db)).toEqual({ current: 'second', splits: ['first', 'second'], members: 30 });
});
