import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWindowState } from '../../../electron/main/window-state.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

function kept(content: string): string {
  const path = join(temporaryFolder(), 'window.json');
  writeFileSync(path, content);
  return path;
}

describe('the place of the window', () => {
  it('is the one where it was closed', () => {
    const state = { x: 100, y: 50, width: 1000, height: 700, maximised: true };
    expect(readWindowState(kept(JSON.stringify(state)), screens)).toEqual(state);
  });

  it('is the usual one at the first start, and when the file is damaged or holds anything else', () => {
    const usual = { x: null, y: null, width: 1280, height: 800, maximised: false };
    expect(readWindowState('/nowhere/window.json', screens)).toEqual(usual);
    expect(readWindowState(kept('{"x":'), screens)).toEqual(usual);
    const more = { x: 1, y: 1, width: 1000, height: 700, maximised: false, project: 'secret.pilotlight' };
    expect(readWindowState(kept(JSON.stringify(more)), screens)).toEqual(usual);
  });

  it.each([
    { x: 3000, y: 100 },
    { x: -5000, y: 100 },
    { x: 100, y: 2000 },
    { x: 100, y: -500 },
  ])('is left to the system when its screen has gone: $x, $y', (place) => {
    const state = { ...place, width: 1000, height: 700, maximised: false };
    expect(readWindowState(kept(JSON.stringify(state)), screens)).toEqual({ ...state, x: null, y: null });
  });
});
