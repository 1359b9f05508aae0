import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { menuAccelerator } from '../../shared/messages/command-shortcuts.ts';
import { menuLabels } from '../../shared/messages/window-messages.ts';

/**
 * The menu of the window. Its own items name a command of the screens, which know whether it can be performed and which keys
 * it has; the others are the system's.
 */
export function installMenu(perform: (command: string) => void): void {
  const item = (label: string, command: string): MenuItemConstructorOptions => ({
    label,
    id: command,
    click: () => perform(command),
    ...shownKeys(command),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: menuLabels.file,
      submenu: [
        item(menuLabels.openRecipe, 'open-recipe'),
        item(menuLabels.saveRecipe, 'save-recipe'),
        separator,
        item(menuLabels.project, 'show-project'),
        item(menuLabels.audit, 'show-audit'),
        item(menuLabels.lockProject, 'lock-project'),
        item(menuLabels.closeProject, 'close-project'),
        separator,
        item(menuLabels.settings, 'open-settings'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: menuLabels.edit, submenu: editItems(perform) },
    {
      label: menuLabels.view,
      submenu: [
        item(menuLabels.palette, 'open-palette'),
        item(menuLabels.rail, 'toggle-rail'),
        item(menuLabels.jobs, 'toggle-jobs'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu', label: menuLabels.window },
    {
      label: menuLabels.help,
      role: 'help',
      submenu: [
        item(menuLabels.pages, 'show-help'),
        item(menuLabels.shortcuts, 'show-shortcuts'),
        item(menuLabels.network, 'show-network'),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Undo and redo of the text that is being written, and those of the codebook. */
function editItems(perform: (command: string) => void): MenuItemConstructorOptions[] {
  return [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    { type: 'separator' },
    { label: menuLabels.undoEdit, id: 'undo-edit', click: () => perform('undo-edit') },
    { label: menuLabels.redoEdit, id: 'redo-edit', click: () => perform('redo-edit') },
  ];
}

/** The keys of a command beside its label. The page acts on them, since it knows whether a text field needs them. */
function shownKeys(command: string): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const accelerator = menuAccelerator(command);
  return accelerator === null ? {} : { accelerator, registerAccelerator: false };
}
