import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../electron/cli/launch.mjs', import.meta.url));

/** Whether `script` can make terminals here. */
export const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
if (!hasTerminals) console.info('Skipped: tests on a terminal, since `script` cannot make one here.');

export interface Typed {
  /** What is typed, each text when the one before it has been shown. */
  readonly when: string;
  readonly keys: string;
}

/** Runs a command on a terminal of its own and returns what stands on it in the end. */
export async function runOnTerminal(args: readonly string[], typing: readonly Typed[]) {
  const words = [process.execPath, launcher, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', words, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let shown = '';
  let from = 0;
  const left = [...typing];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const next = left[0];
    if (next === undefined || !shown.slice(from).includes(next.when)) return;
    from = shown.length;
    left.shift();
    child.stdin.write(next.keys);
  });
  await once(child, 'close');
  return { code: child.exitCode, shown };
}
