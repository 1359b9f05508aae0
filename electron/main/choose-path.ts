import { dialog } from 'electron';
import type { BaseWindow, FileFilter, OpenDialogOptions } from 'electron';
import type { FileChoice } from '../../shared/contract/shell.ts';
import { allFiles, fileFilterName } from '../../shared/messages/window-messages.ts';

/** Asks for a path in the system's dialog; null when the person cancels. */
export async function choosePath(window: BaseWindow, choice: FileChoice): Promise<string | null> {
  const { kind, title, extensions, suggested } = choice;
  const shown = {
    title,
    filters: filtersFor(extensions),
    ...(suggested === null ? {} : { defaultPath: suggested }),
  };
  if (kind === 'save') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      ...shown,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || filePath === '' ? null : filePath;
  }
  const properties: NonNullable<OpenDialogOptions['properties']> =
    kind === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile'];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...shown,
    properties: [...properties, 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

function filtersFor(extensions: readonly string[]): FileFilter[] {
  const all = { name: allFiles, extensions: ['*'] };
  return extensions.length === 0 ? [all] : [{ name: fileFilterName(extensions), extensions: [...extensions] }, all];
}
