import { resolve } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { connect } from '../../../shared/rpc/connect.ts';
import {
  browserNotOpened,
  coreFailedRepeatedly,
  coreRestarted,
  howToServeAgain,
  howToStopServing,
  noDialogsHere,
  serving,
  servingAgain,
} from '../../../shared/messages/shell-messages.ts';
import { joinPorts } from '../../hosts/ports/channels.ts';
import { spawnChildCore } from '../../hosts/ports/child-process.ts';
import { readBundle } from '../../hosts/screens/bundle-files.ts';
import { screensFolder } from '../../hosts/screens/screens-folder.ts';
import { superviseCore } from '../../hosts/supervise-core.ts';
import type { CoreProcess, SupervisedCore } from '../../hosts/supervise-core.ts';
import type { CommandContext, CommonOptions } from '../command-context.ts';
import { openProjectFile, reporterFor } from '../command-context.ts';
import { watchInterrupts } from '../interrupts.ts';
import type { Reporter } from '../reporter.ts';
import type { AnswerParts } from './answer-request.ts';
import { openBrowser } from './open-browser.ts';
import type { PageServer } from './page-server.ts';
import { createServerCounts } from './server-counts.ts';
import { createSessions } from './sessions.ts';

export interface ServeOptions extends CommonOptions {
  readonly port?: number;
  readonly project?: string;
  readonly open?: boolean;
  /** Folder of built screens in place of the installed one. */
  readonly screens?: string;
}

/**
 * Shows the screens in a browser of this machine until it is interrupted. Jobs run in the core, not in the page, so they go on
 * when the page is closed.
 */
export async function serveCommand(options: ServeOptions): Promise<void> {
  using interrupts = watchInterrupts();
  using reporter = reporterFor(options);
  const { signal } = interrupts;
  // The core comes first: it loads and opens the project while the rest of the server loads here.
  const core = startCore(options, reporter);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => core.end());
  const files = readBundle(resolve(options.screens ?? screensFolder()));
  const sessions = createSessions();
  const opening = openGivenProject(core, options, { reporter, signal });
  const listening = listen(core, { files, sessions }, options.port ?? 0);
  const closed = listening.then(
    (server) => () => server.close(),
    () => () => undefined,
  );
  cleanup.defer(async () => (await closed)());
  await opening;
  const server = await listening;
  const address = (): string => `http://127.0.0.1:${server.port}/#token=${sessions.issueToken()}`;

  const first = address();
  reporter.event('serving', { address: first, port: server.port });
  reporter.result(serving(first));
  reporter.say(howToStopServing());
  if (options.open === true && !(await openBrowser(first))) reporter.say(browserNotOpened());
  using _ = offerAddresses(reporter, address);
  await aborted(signal);
}

function startCore({ threads }: ServeOptions, reporter: Reporter): SupervisedCore<CoreProcess> {
  return superviseCore({
    start: () => spawnChildCore({ mode: 'loopback', command: 'pilotlight serve', threads: threads ?? null }),
    services: {
      'services.choose': () => Promise.reject(new PilotlightError('usage', noDialogsHere())),
      'services.working': () => null,
    },
    now: () => performance.now(),
    onCrash: (reason, restarted) => reporter.say(restarted ? coreRestarted(reason) : coreFailedRepeatedly(reason)),
  });
}

async function listen(
  core: SupervisedCore<CoreProcess>,
  parts: Pick<AnswerParts, 'files' | 'sessions'>,
  port: number,
): Promise<PageServer> {
  const { startPageServer } = await import('./page-server.ts');
  const counts = createServerCounts(core.setNetwork);
  const onPage = (page: Parameters<typeof joinPorts>[0]): void => joinPorts(page, core.open());
  return await startPageServer({ ...parts, counts, onPage }, port);
}

async function openGivenProject(
  core: SupervisedCore<CoreProcess>,
  options: ServeOptions,
  context: Omit<CommandContext, 'client'>,
): Promise<void> {
  const { project } = options;
  if (project === undefined) return;
  const { contract } = await import('../../../shared/contract/index.ts');
  const client = connect(contract, core.open(), 'core');
  await openProjectFile({ ...context, client }, resolve(project), options, false);
  client.close();
}

/** At a terminal, Enter prints another address, for a second browser or after the first address was lost. */
function offerAddresses(reporter: Reporter, address: () => string): Disposable {
  const { stdin } = process;
  const print = (): void => reporter.say(servingAgain(address()));
  if (stdin.isTTY) {
    reporter.say(howToServeAgain());
    stdin.on('data', print);
    stdin.resume();
  }
  return {
    [Symbol.dispose]() {
      stdin.off('data', print);
      if (stdin.isTTY) stdin.pause();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
