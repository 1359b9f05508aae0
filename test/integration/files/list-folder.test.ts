import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFolder, startingPlaces } from '../../../electron/core/files/list-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function filledFolder(): string {
  const folder = temporaryFolder();
  for (const name of ['wave 10', 'Wave 2', '.cache']) mkdirSync(join(folder, name));
  for (const name of ['b.csv', 'A.CSV', 'notes.txt', '.secret.csv']) writeFileSync(join(folder, name), name);
  symlinkSync(join(folder, 'b.csv'), join(folder, 'link.csv'));
  symlinkSync(join(folder, 'gone'), join(folder, 'broken.csv'));
  return folder;
}

describe('the list of a folder', () => {
  it('has folders first, in the order a person expects, without hidden files and links that lead nowhere', async () => {
    const folder = filledFolder();
    const { path, parent, entries, truncated } = await listFolder(folder, []);
    expect([path, truncated]).toEqual([folder, false]);
    expect(folder.startsWith(parent ?? '?')).toBe(true);
    expect(entries.map(({ name }) => name)).toEqual(['Wave 2', 'wave 10', 'A.CSV', 'b.csv', 'link.csv', 'notes.txt']);
    expect(entries[0]).toEqual({ name: 'Wave 2', kind: 'folder', sizeBytes: null });
    expect(entries[3]).toEqual({ name: 'b.csv', kind: 'file', sizeBytes: 5 });
  });

  it('keeps only files with a wanted ending, in any case, and all folders', async () => {
    const { entries } = await listFolder(filledFolder(), ['csv']);
    expect(entries.map(({ name }) => name)).toEqual(['Wave 2', 'wave 10', 'A.CSV', 'b.csv', 'link.csv']);
  });

  it('ends at the top', async () => {
    expect((await listFolder('/', [])).parent).toBeNull();
  });

  it('stops before it grows too long for a connection, and says so', async () => {
    const folder = temporaryFolder();
    for (let index = 0; index < 5001; index++) writeFileSync(join(folder, `${index}`), '');
    const { entries, truncated } = await listFolder(folder, []);
    expect([entries.length, truncated]).toEqual([5000, true]);
  });

  it('tells what is wrong with a path', async () => {
    const folder = filledFolder();
    await expect(listFolder(join(folder, 'nowhere'), [])).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(listFolder(join(folder, 'b.csv'), [])).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(listFolder('relative', [])).rejects.toMatchObject({ code: 'usage' });
  });

  it('can start at places that exist', () => {
    const { home, places } = startingPlaces();
    expect(places[0]).toEqual({ name: 'Home', path: home });
    expect(places.length).toBeGreaterThan(1);
  });
});
