import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildWhenStale, staleBundles } from '../../../electron/cli/start/build-when-stale.ts';
import { electronPath, findElectron } from '../../../electron/cli/start/find-electron.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const early = new Date('2026-01-01T00:00:00Z');
const late = new Date('2026-01-02T00:00:00Z');

function write(root: string, path: string, at: Date, content = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  utimesSync(join(root, path), at, at);
}

/** A copy of the source whose bundles are newer than everything they are made of. */
function builtTree(): string {
  const root = temporaryFolder();
  for (const name of ['vite.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts']) write(root, name, early);
  for (const path of [
    'electron/main/main.ts',
    'electron/preload/preload.ts',
    'shared/errors.ts',
    'renderer/index.html',
    'docs/steps/1-data.md',
  ])
    write(root, path, early);
  for (const path of ['.vite/build/electron/main/main.js', '.vite/preload/preload.cjs', 'build/renderer/index.html'])
    write(root, path, late);
  return root;
}

describe('what has to be built before a start', () => {
  const later = new Date('2026-01-03T00:00:00Z');

  it('is nothing when every bundle is newer than its sources, or when there are no sources', () => {
    expect(staleBundles(builtTree())).toEqual([]);
    expect(staleBundles(temporaryFolder())).toEqual([]);
  });

  it.each([
    ['renderer/views/new.tsx', ['vite.renderer.config.ts']],
    ['docs/steps/1-data.md', ['vite.renderer.config.ts']],
    ['electron/preload/preload.ts', ['vite.config.ts', 'vite.preload.config.ts']],
    ['electron/core/session.ts', ['vite.config.ts']],
    ['shared/errors.ts', ['vite.config.ts', 'vite.renderer.config.ts']],
    ['vite.config.ts', ['vite.config.ts']],
  ])('is what a change of %s touches', (path, expected) => {
    const root = builtTree();
    write(root, path, later);
    expect(staleBundles(root)).toEqual(expected);
  });

  it('is told with what the bundler said when it fails', async () => {
    const root = builtTree();
    write(root, 'vite.config.ts', later);
    write(root, 'node_modules/vite/bin/vite.js', early, 'console.error("no such module"); process.exit(1);');
    const said: string[] = [];
    await expect(buildWhenStale(root, (text) => said.push(text))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('no such module'),
    });
    expect(said).toEqual(['Building (vite.config.ts) …']);
  });
});

describe('the program of Electron', () => {
  it('is looked for in its package, and nothing is started or fetched to find it', () => {
    const root = temporaryFolder();
    expect(findElectron(root, {})).toBeNull();
    const path = electronPath(root, {});
    expect(path.startsWith(join(root, 'node_modules', 'electron', 'dist'))).toBe(true);
    write(root, path.slice(root.length + 1), early);
    chmodSync(path, 0o755);
    expect(findElectron(root, {})).toBe(path);
  });

  it('is the one of ELECTRON_OVERRIDE_DIST_PATH where that is set, under the name that the package gives', () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    write(root, 'node_modules/electron/path.txt', early, 'named');
    writeFileSync(join(elsewhere, 'named'), '');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBe(join(elsewhere, 'named'));
  });
});
