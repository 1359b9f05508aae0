import { describe, expect, it } from 'vitest';
import { droppedFile, kindOfPath } from '../../../../renderer/bridge/dropped-file.ts';

const message = (...paths: string[]): unknown => ({ type: 'dropped-paths', paths });

describe('a file dropped on the window', () => {
  it('is data, a project, a recipe or a model by its ending, whatever its case', () => {
    expect(kindOfPath('/a/Survey.CSV')).toBe('data');
    expect(kindOfPath('C:\\studies\\trust.pilotlight')).toBe('project');
    expect(kindOfPath('/a/study.yml')).toBe('recipe');
    expect(kindOfPath('/a/model.gguf')).toBe('model');
    expect(kindOfPath('/a/notes.docx')).toBe('unknown');
    expect(kindOfPath('/a/csv')).toBe('unknown');
  });

  it('is the first of several with which something can be done', () => {
    expect(droppedFile(message('/a/notes.pdf', '/a/study.yaml'))).toEqual({ kind: 'recipe', path: '/a/study.yaml' });
    expect(droppedFile(message('/a/notes.pdf', '/a/b.pdf'))).toEqual({ kind: 'unknown', path: '/a/notes.pdf' });
  });

  it('is none for messages of another kind', () => {
    expect(droppedFile('core-port')).toBeNull();
    expect(droppedFile(message())).toBeNull();
    expect(droppedFile({ type: 'dropped-paths', paths: [1] })).toBeNull();
  });
});
