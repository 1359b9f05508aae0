/** The parts of a keyboard event that a shortcut looks at. */
export interface KeyPress {
  readonly key: string;
  /** Place of the key, such as `Digit1`; Alt changes `key` on a Mac. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is a shortcut such as `Mod+Shift+L`. Modifiers that it does not name must be up. */
export function isShortcut(shortcut: string, press: KeyPress, isMac: boolean): boolean {
  const parts = shortcut.split('+');
  const wanted = parts.at(-1)?.toLowerCase() ?? '';
  const [modifier, other] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  return (
    modifier === parts.includes('Mod') &&
    !other &&
    press.altKey === parts.includes('Alt') &&
    press.shiftKey === parts.includes('Shift') &&
    (press.key.toLowerCase() === wanted || press.code === `Digit${wanted}`)
  );
}

/** As it is written on the keys of this machine: `Ctrl+K`, or `⌘K` on a Mac. */
export function shortcutInWords(shortcut: string, isMac: boolean): string {
  if (!isMac) return shortcut.replace('Mod', 'Ctrl');
  return shortcut
    .split('+')
    .map((part) => ({ Mod: '⌘', Alt: '⌥', Shift: '⇧' })[part] ?? part)
    .join('');
}

/** Whether shortcuts use the Command key. */
export function isMacKeyboard(): boolean {
  return navigator.platform.startsWith('Mac');
}
