import { MessageChannelMain, app, dialog, ipcMain, session as sessions } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { toPilotlightError } from '../../shared/errors.ts';
import { coreGone, startFailed } from '../../shared/messages/window-messages.ts';
import { screensFolder } from '../hosts/screens/screens-folder.ts';
import { readBundle } from '../hosts/screens/bundle-files.ts';
import { superviseCore } from '../hosts/supervise-core.ts';
import type { SupervisedCore } from '../hosts/supervise-core.ts';
import { appOrigin } from './app-origin.ts';
import { registerAppScheme, serveAppFiles } from './app-protocol.ts';
import { choosePath } from './choose-path.ts';
import { confirmQuit } from './confirm-quit.ts';
import { forbidNetwork, guardContents, guardSession } from './deny-everything.ts';
import { installMenu } from './menu.ts';
import { openWindow } from './open-window.ts';
import { createWakefulness, watchPower } from './power.ts';
import { spawnUtilityCore } from './utility-core.ts';
import type { UtilityCore } from './utility-core.ts';
import { createWindowCounts } from './window-counts.ts';
import type { WindowCounts } from './window-counts.ts';

interface Program {
  readonly core: SupervisedCore<UtilityCore>;
  readonly counts: WindowCounts;
  readonly window: BrowserWindow;
}

/** Keeps nothing of the page on the disk: a session without the prefix "persist:" lies in memory. */
const partition = 'pilotlight';

function startCore(window: () => BrowserWindow | null): SupervisedCore<UtilityCore> {
  const stayAwake = createWakefulness();
  return superviseCore({
    start: () => spawnUtilityCore({ mode: 'electron', command: 'Pilotlight', threads: null }),
    services: {
      async 'services.choose'(choice) {
        const shown = window();
        return { path: shown === null ? null : await choosePath(shown, choice) };
      },
      'services.working'({ working }) {
        stayAwake(working);
        return null;
      },
    },
    now: () => performance.now(),
    onCrash(reason, restarted) {
      stayAwake(false);
      const shown = window();
      if (shown === null) return;
      const detail = `${restarted ? coreGone.restarted : coreGone.givenUp}\n\n${reason}`;
      void dialog.showMessageBox(shown, { type: 'error', message: coreGone.title, detail });
    },
  });
}

/** Every page that asks gets one end of a channel whose other end the core has; nothing of it passes through here. */
function connectPages({ core, counts, window }: Program): void {
  let pages = 0;
  ipcMain.on('core-port-wanted', ({ sender }) => {
    if (sender !== window.webContents) return;
    const { port1, port2 } = new MessageChannelMain();
    core.current().handOver(`page ${pages++}`, port2);
    sender.postMessage('core-port', null, [port1]);
    counts.served('connection');
  });
}

/** Asks before a running job is stopped, and lets the core close its project before the program ends. */
function endOrderly({ core, window }: Program): void {
  let mayQuit = false;
  let isAsking = false;
  async function quit(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    mayQuit = !(await core.isBusy()) || (await confirmQuit(window));
    isAsking = false;
    if (!mayQuit) return;
    await core.end();
    app.quit();
  }
  const delay = (event: { preventDefault(): void }): void => {
    if (mayQuit) return;
    event.preventDefault();
    void quit();
  };
  window.on('close', delay);
  app.on('before-quit', delay);
  app.on('window-all-closed', () => app.quit());
}

async function start(): Promise<void> {
  await app.whenReady();
  const session = sessions.fromPartition(partition);
  let window: BrowserWindow | null = null;
  const core = startCore(() => window);
  const counts = createWindowCounts(core.setNetwork);
  guardSession(session, counts);
  guardSession(sessions.defaultSession, counts);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, counts));
  serveAppFiles(session, readBundle(screensFolder()), counts);
  installMenu((command) => core.tell({ type: 'menu', command }));
  watchPower(core.tell);
  window = openWindow({ session, stateFile: join(app.getPath('userData'), 'window.json') });
  const program = { core, counts, window };
  connectPages(program);
  endOrderly(program);
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  await window.loadURL(`${appOrigin}/`);
}

registerAppScheme();
forbidNetwork(app);
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    dialog.showErrorBox('Pilotlight', startFailed(toPilotlightError(error).message));
    app.exit(1);
  });
} else {
  app.quit();
}
