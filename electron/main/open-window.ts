import { BrowserWindow, screen } from 'electron';
import type { Session } from 'electron';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toPilotlightError } from '../../shared/errors.ts';
import { writeAtomically } from '../core/files/write-atomically.ts';
import { installationFolder, windowIcon } from '../installation/installed-files.ts';
import type { WindowState } from './window-state.ts';
import { readWindowState } from './window-state.ts';

export interface WindowParts {
  readonly session: Session;
  /** File that keeps where the window was. */
  readonly stateFile: string;
}

/** Makes the window of the program, at the place where it was closed; it shows itself once its page is there. */
export function openWindow({ session, stateFile }: WindowParts): BrowserWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { x, y, width, height, maximised } = readWindowState(stateFile, screens);
  const window = new BrowserWindow({
    ...(x === null || y === null ? {} : { x, y }),
    width,
    height,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Pilotlight',
    ...(process.platform === 'linux' ? { icon: join(installationFolder() ?? '.', windowIcon) } : {}),
    webPreferences: {
      session,
      preload: fileURLToPath(new URL('../../../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    },
  });
  if (maximised) window.maximize();
  window.on('close', () => keepState(window, stateFile));
  window.once('ready-to-show', () => window.show());
  return window;
}

function keepState(window: BrowserWindow, stateFile: string): void {
  const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  try {
    writeAtomically(stateFile, JSON.stringify(state));
  } catch (error) {
    // The window's place is not worth a question at its end.
    if (toPilotlightError(error).code !== 'file-write-failed') throw error;
  }
}
