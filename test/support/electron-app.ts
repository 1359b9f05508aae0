import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { buildWhenStale } from '../../electron/cli/start/build-when-stale.ts';
import { electronPath, findElectron } from '../../electron/cli/start/find-electron.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path of Electron's program; null, with a printed reason, where it is not installed. */
export function electronForTests(): string | null {
  const found = findElectron(root, process.env);
  if (found === null) {
    console.info(
      `Skipped: the tests of the window, since Electron's program is not at ${electronPath(root, process.env)}.`,
    );
  }
  return found;
}

export interface OpenedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Builds what is out of date and opens the window with settings of its own, which are gone after the test. */
export async function openApp(executablePath: string): Promise<OpenedApp> {
  await buildWhenStale(root, () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-window-'));
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    // Chromium's sandbox does not start for root; the page's own settings are tested all the same.
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${folder}`, root],
    env: { ...definedOf(process.env), XDG_CONFIG_HOME: folder },
  });
  onTestFinished(async () => {
    await app.evaluate(({ app: inside }) => inside.exit(0)).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  return { app, page: await app.firstWindow() };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
