/**
 * Keys of the commands by their names, such as `Mod+K`; `Mod` is Command on a Mac and Control elsewhere. The screens act on them
 * and list them; the menu of the window shows them.
 */
export const commandShortcuts = {
  'open-palette': 'Mod+K',
  'show-help': 'F1',
  'toggle-jobs': 'Mod+J',
  'toggle-rail': 'Mod+B',
  'show-project': 'Mod+I',
  'open-settings': 'Mod+,',
  'show-shortcuts': 'Mod+/',
  'lock-project': 'Mod+Shift+L',
  'undo-edit': 'Mod+Z',
  'redo-edit': 'Mod+Shift+Z',
} as const;

/** The keys as Electron's menus write them, or null for a command without. */
export function menuAccelerator(command: string): string | null {
  const keys = Object.entries(commandShortcuts).find(([name]) => name === command)?.[1];
  return keys === undefined ? null : keys.replace('Mod', 'CommandOrControl');
}
