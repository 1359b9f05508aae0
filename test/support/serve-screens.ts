import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const launcher = fileURLToPath(new URL('../../electron/cli/launch.mjs', import.meta.url));
const servingSchema = z.object({ event: z.literal('serving'), address: z.string() });

export interface ServedScreens extends AsyncDisposable {
  /** Address with its one-time token. */
  readonly address: string;
  /** The server; its core and hosts are below it. */
  readonly pid: number;
}

export interface ServeScreensOptions {
  /** Folder of built screens. */
  readonly screens: string;
  /** Home folder of the server: settings and the list of recent projects of whoever runs this are left alone. */
  readonly home: string;
  /** Further arguments of `pilotlight serve`. */
  readonly args?: readonly string[];
}

/** Starts `pilotlight serve` with one thread for models as a process group of its own, which ends with the result. */
export async function serveScreens({ screens, home, args = [] }: ServeScreensOptions): Promise<ServedScreens> {
  const child = spawn(
    process.execPath,
    [launcher, 'serve', '--json', '--threads', '1', '--screens', screens, ...args],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), APPDATA: join(home, '.config') },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const event = servingSchema.safeParse(JSON.parse(line));
    if (!event.success) continue;
    return { address: event.data.address, pid: child.pid ?? 0, [Symbol.asyncDispose]: () => stop(child.pid, ended) };
  }
  throw new Error(`The server ended before it had an address: ${said}`);
}

async function stop(pid: number | undefined, ended: Promise<unknown>): Promise<void> {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended.
  }
  await ended;
}
