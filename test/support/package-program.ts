import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { storedZip } from './stored-zip.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Marks the place in Electron's program where its fuses are, as @electron/fuses looks for it. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;

/**
 * Stands in for Electron's own program, which cannot be downloaded everywhere: the files of its archive that packaging
 * touches, with fuses as they are delivered.
 */
function standInRuntime(): Buffer {
  const fuses = Buffer.from([1, fuseCount, ...Buffer.from('1'.repeat(fuseCount))]);
  return storedZip({
    electron: Buffer.concat([Buffer.from('stand-in\0'), Buffer.from(fuseMark), fuses, Buffer.alloc(16)]),
    LICENSE: Buffer.from('licence of Electron'),
    'LICENSES.chromium.html': Buffer.from('licences of Chromium'),
    version: Buffer.from(electronVersion()),
  });
}

function electronVersion(): string {
  const text = readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The fuses of a packaged program, such as `0` for one that is off. */
export function fusesOf(program: string): string[] {
  const bytes = readFileSync(program);
  const start = bytes.indexOf(fuseMark) + fuseMark.length + 2;
  return [...bytes.subarray(start, start + fuseCount).toString('latin1')];
}

/**
 * Packages a copy of the source tree as `npm run dist` does, with a stand-in for Electron's program, into a folder that it
 * returns. A copy, because the bundles are built anew and others may be using those of the tree.
 */
export function packageProgram(folder: string): string {
  const source = join(folder, 'source');
  const archives = join(folder, 'archives');
  mkdirSync(archives, { recursive: true });
  const archive = `electron-v${electronVersion()}-${process.platform}-${process.arch}.zip`;
  writeFileSync(join(archives, archive), standInRuntime());
  const kept = [
    'package*.json',
    'LICENSE',
    '*.config.ts',
    'tsconfig.base.json',
    'electron',
    'shared',
    'renderer',
    'resources',
    'docs',
  ];
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...kept], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((path) => path !== '')) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    cpSync(join(root, path), join(source, path));
  }
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  const forge = join(root, 'node_modules', '@electron-forge', 'cli', 'dist', 'electron-forge.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [forge, 'package'], {
    cwd: source,
    encoding: 'utf8',
    env: { ...process.env, PILOTLIGHT_ELECTRON_ARCHIVES: archives },
  });
  if (status !== 0) throw new Error(`The program was not packaged:\n${stdout}\n${stderr}`);
  return join(source, 'out', `Pilotlight-${process.platform}-${process.arch}`);
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
