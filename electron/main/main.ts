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
import { createBackground } from './background.ts';
import type { Background } from './background.ts';
import { choosePath } from './choose-path.ts';
import { confirmQuit } from './confirm-quit.ts';
import { createOrderlyEnd } from './end-orderly.ts';
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
  readonly background: Background;
}

/** Keeps nothing of the page on the disk: a session without the prefix "persist:" lies in memory. */
const partition = 'pilotlight';

function startCore(shown: () => Pick<Program, 'window' | 'background'> | null): SupervisedCore<UtilityCore> {
  const stayAwake = createWakefulness();
  return superviseCore({
    start: () => spawnUtilityCore({ mode: 'electron', command: 'Pilotlight', threads: null }),
    services: {
      async 'services.choose'(choice) {
        const program = shown();
        return { path: program === null ? null : await choosePath(program.window, choice) };
      },
      'services.working'({ working }) {
        stayAwake(working);
        if (!working) shown()?.background.onWorkEnded();
        return null;
      },
    },
    now: () => performance.now(),
    onCrash(reason, restarted) {
      stayAwake(false);
      const program = shown();
      if (program === null) return;
      program.background.onWorkEnded();
      const detail = `${restarted ? coreGone.restarted : coreGone.givenUp}\n\n${reason}`;
      void dialog.showMessageBox(program.window, { type: 'error', message: coreGone.title, detail });
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

/** Closing the window and quitting wait for the answer about a running job and for the core. */
function endOrderly({ core, window, background }: Program): void {
  const take = createOrderlyEnd({
    isBusy: core.isBusy,
    ask: () => confirmQuit(window),
    hide() {
      core.lock();
      background.hide();
    },
    end: core.end,
    quit: () => app.quit(),
  });
  window.on('close', take);
  app.on('before-quit', take);
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', background.bringBack);
  app.on('activate', background.bringBack);
}

async function start(): Promise<void> {
  await app.whenReady();
  const session = sessions.fromPartition(partition);
  let program: Program | null = null;
  const core = startCore(() => program);
  const counts = createWindowCounts(core.setNetwork);
  guardSession(session, counts);
  guardSession(sessions.defaultSession, counts);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, counts));
  serveAppFiles(session, readBundle(screensFolder()), counts);
  installMenu((command) => core.tell({ type: 'menu', command }));
  watchPower(core.tell);
  const window = openWindow({ session, stateFile: join(app.getPath('userData'), 'window.json') });
  program = { core, counts, window, background: createBackground(window) };
  connectPages(program);
  endOrderly(program);
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
