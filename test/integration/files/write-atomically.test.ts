import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeUnfinished, writeAtomically } from '../../../electron/core/files/write-atomically.ts';
import { failureOf } from '../../support/failure-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('writes a file in place of another, with the rights asked for and nothing beside it', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'new', 'rows.csv');
  writeAtomically(path, 'first');
  writeAtomically(path, 'second', 0o600);
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'new'))).toEqual(['rows.csv']);
});

it('says that a file could not be written where a file stands in the place of its folder', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, 'kept');
  expect(failureOf(() => writeAtomically(join(file, 'rows.csv'), 'rows')).code).toBe('file-write-failed');
  expect(readFileSync(file, 'utf8')).toBe('kept');
});

it('removes what a process left that ended while it wrote', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'rows.csv');
  writeFileSync(`${path}.unfinished`, 'half a ro');
  removeUnfinished(path);
  removeUnfinished(path);
  expect(readdirSync(folder)).toEqual([]);
});
