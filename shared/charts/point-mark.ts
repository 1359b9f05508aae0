import type { SourceStyle } from './source-style.ts';

/** The mark of a source; open marks are filled with nothing, so that what lies behind stays visible. */
export function pointMark(style: Pick<SourceStyle, 'shape' | 'colour' | 'filled'>) {
  return {
    type: 'point' as const,
    shape: style.shape,
    size: style.shape.startsWith('triangle') ? 62 : 56,
    color: style.colour,
    filled: style.filled,
    opacity: 1,
    strokeWidth: 1.5,
  };
}
