import type { MarkShape } from './source-style.ts';

/** Outlines of the marks around the origin in a square of 12 units, for keys and tables. */
export const markOutlines: Readonly<Record<MarkShape, string>> = {
  circle: 'M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0Z',
  square: 'M-3.8 -3.8h7.6v7.6h-7.6Z',
  diamond: 'M0 -4.8L4.2 0L0 4.8L-4.2 0Z',
  cross: 'M-4.2 -1.5h2.7v-2.7h3v2.7h2.7v3h-2.7v2.7h-3v-2.7h-2.7Z',
  'triangle-up': 'M-4.6 4L0 -4L4.6 4Z',
  'triangle-down': 'M-4.6 -4L0 4L4.6 -4Z',
  'triangle-right': 'M-4 -4.6L4 0L-4 4.6Z',
  'triangle-left': 'M4 -4.6L-4 0L4 4.6Z',
};
