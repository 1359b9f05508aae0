import { describe, expect, it } from 'vitest';
import { isShortcut, shortcutInWords } from '../../../../renderer/app/commands/shortcut.ts';
import { commands } from '../../../../renderer/app/commands/index.ts';

const press = (key: string, change: Partial<Parameters<typeof isShortcut>[1]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('a shortcut', () => {
  it('needs its modifiers and no others', () => {
    expect(isShortcut('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(isShortcut('Mod+K', press('k'), false)).toBe(false);
    expect(isShortcut('Mod+K', press('k', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isShortcut('Mod+Shift+L', press('L', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  });

  it('is Command on a Mac and Control elsewhere', () => {
    expect(isShortcut('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(isShortcut('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
    expect([shortcutInWords('Mod+Shift+L', true), shortcutInWords('Mod+Shift+L', false)]).toEqual([
      '⌘⇧L',
      'Ctrl+Shift+L',
    ]);
  });

  it('knows a digit by its place, since Alt changes what it writes', () => {
    expect(isShortcut('Alt+1', press('¡', { altKey: true, code: 'Digit1' }), true)).toBe(true);
  });

  it('belongs to one command only, as does every name', () => {
    const shortcuts = commands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  });
});
