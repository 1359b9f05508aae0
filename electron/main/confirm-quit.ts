import { dialog } from 'electron';
import type { BaseWindow } from 'electron';
import { quitWhileWorking } from '../../shared/messages/window-messages.ts';

/** Asks whether to quit although a job runs. */
export async function confirmQuit(window: BaseWindow): Promise<boolean> {
  const { message, detail, stay, quit } = quitWhileWorking;
  const buttons = [stay, quit];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
  });
  return buttons[response] === quit;
}
