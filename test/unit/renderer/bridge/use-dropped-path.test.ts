import { describe, expect, it } from 'vitest';
import { droppedPath } from '../../../../renderer/bridge/use-dropped-path.ts';

const message = (...paths: string[]): unknown => ({ type: 'dropped-paths', paths });

describe('a path dropped on the window', () => {
  it('is the first with a fitting ending, whatever its case', () => {
    expect(droppedPath(message('/a/notes.pdf', '/a/Survey.CSV', '/a/other.csv'), ['csv'])).toBe('/a/Survey.CSV');
  });

  it('is none for other endings and for messages of another kind', () => {
    expect(droppedPath(message('/a/model.gguf'), ['csv'])).toBeNull();
    expect(droppedPath(message(), ['csv'])).toBeNull();
    expect(droppedPath('core-port', ['csv'])).toBeNull();
    expect(droppedPath({ type: 'dropped-paths', paths: [1] }, ['csv'])).toBeNull();
  });
});
