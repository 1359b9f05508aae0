import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PilotlightError } from '../../../shared/errors.ts';
import { electronMissing, windowEnded } from '../../../shared/messages/shell-messages.ts';
import type { CommonOptions } from '../command-context.ts';
import { reporterFor } from '../command-context.ts';
import { installationFolder } from '../../installation/installed-files.ts';
import { serveCommand } from '../serve/serve-command.ts';
import { buildWhenStale } from './build-when-stale.ts';
import { electronPath, findElectron } from './find-electron.ts';

export interface StartOptions extends CommonOptions {
  /** Port of the page where there is no window. */
  readonly port?: number;
}

/** Opens the window; where Electron's program is not installed, says so and shows the same screens in the browser. */
export async function startCommand(options: StartOptions): Promise<void> {
  const installation = installationFolder() ?? process.cwd();
  const electron = findElectron(installation, process.env);
  {
    using reporter = reporterFor(options);
    await buildWhenStale(installation, reporter.say);
    if (electron === null) reporter.say(electronMissing(electronPath(installation, process.env)));
  }
  if (electron === null) await serveCommand({ ...options, open: true });
  else await showWindow(electron, installation);
}

async function showWindow(electron: string, installation: string): Promise<void> {
  const { PILOTLIGHT_PASSPHRASE: _, ...env } = process.env;
  const child = spawn(electron, [installation], { stdio: 'inherit', env });
  // An interrupt from the terminal goes to the whole group; the window decides what it means.
  const wait = (): void => undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wait);
  await once(child, 'close');
  if (child.exitCode !== 0) {
    throw new PilotlightError('internal', windowEnded(child.signalCode ?? `exit code ${child.exitCode}`));
  }
}
