import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the window was and how large; nothing about what it showed. */
export const windowStateSchema = z.strictObject({
  x: z.int().nullable(),
  y: z.int().nullable(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const usual: WindowState = { x: null, y: null, width: 1280, height: 800, maximised: false };
/** Pixels of the window's top that must be on a screen, so that it can be moved. */
const reachable = 100;

/** The state that a file keeps, or the usual one where it is missing, damaged or leads off every screen. */
export function readWindowState(path: string, screens: readonly Area[]): WindowState {
  const state = parseState(path);
  return isReachable(state, screens) ? state : { ...state, x: null, y: null };
}

function parseState(path: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return usual;
  }
}

function isReachable({ x, y, width }: WindowState, screens: readonly Area[]): boolean {
  if (x === null || y === null) return false;
  return screens.some(
    (screen) =>
      x + width - reachable >= screen.x &&
      x + reachable <= screen.x + screen.width &&
      y >= screen.y &&
      y + reachable <= screen.y + screen.height,
  );
}
