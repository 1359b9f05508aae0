import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { buildFailed } from '../../../shared/messages/shell-messages.ts';

interface Bundle {
  /** The Vite configuration that makes it. */
  readonly config: string;
  /** A file that every build writes anew. */
  readonly result: string;
  readonly sources: readonly string[];
}

const bundles: readonly Bundle[] = [
  { config: 'vite.config.ts', result: '.vite/build/electron/main/main.js', sources: ['electron', 'shared'] },
  { config: 'vite.preload.config.ts', result: '.vite/preload/preload.cjs', sources: ['electron/preload'] },
  { config: 'vite.renderer.config.ts', result: 'build/renderer/index.html', sources: ['renderer', 'shared', 'docs'] },
];

/** The configurations of the bundles that are missing or older than what they are made of. */
export function staleBundles(installation: string): string[] {
  const at = (path: string): string => join(installation, path);
  return bundles
    .filter(({ config, result, sources }) => {
      // An installation without sources has what was built of them.
      if (!existsSync(at(config))) return false;
      if (!existsSync(at(result))) return true;
      const newest = Math.max(...[config, ...sources].map((source) => newestChange(at(source))));
      return newest > statSync(at(result)).mtimeMs;
    })
    .map(({ config }) => config);
}

/** Time of the latest change of a file, or of any file in a folder, in milliseconds. */
function newestChange(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Builds what is missing or out of date. Throws `internal` with what the bundler said when it fails. */
export async function buildWhenStale(installation: string, say: (text: string) => void): Promise<void> {
  for (const config of staleBundles(installation)) {
    say(`Building (${config}) …`);
    await build(installation, config);
  }
}

async function build(installation: string, config: string): Promise<void> {
  const vite = join(installation, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: installation,
    // Any other environment would put paths of this machine into the screens.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new PilotlightError('internal', buildFailed(config, told.trim().slice(-2000)));
}
