import { dialog } from 'electron';
import type { BaseWindow } from 'electron';
import { quitWhileWorking } from '../../shared/messages/window-messages.ts';
import type { EndChoice } from './end-orderly.ts';

const choices: readonly EndChoice[] = ['stay', 'hide', 'quit'];

/** Asks what to do with a running job when the window is closed or the program quit. */
export async function confirmQuit(window: BaseWindow): Promise<EndChoice> {
  const { message, detail } = quitWhileWorking;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons: choices.map((choice) => quitWhileWorking[choice]),
    defaultId: 0,
    cancelId: 0,
  });
  return choices[response] ?? 'stay';
}
