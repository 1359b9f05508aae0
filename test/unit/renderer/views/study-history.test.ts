import { describe, expect, it } from 'vitest';
import { beginHistory, recordEdit, undoEdit } from '../../../../renderer/views/codebook/edit-history.ts';
import { resumeHistory } from '../../../../renderer/views/codebook/study-history.ts';
import { aStudy } from '../../../support/a-study.ts';

const first = aStudy({ title: 'first' });
const second = { ...first, title: 'second' };
const edited = recordEdit(beginHistory(first), second);

describe('the edits of the codebook step when it is opened again', () => {
  it('begin anew where none were kept', () => {
    expect(resumeHistory(undefined, first)).toEqual(beginHistory(first));
  });

  it('can still be taken back', () => {
    expect(undoEdit(resumeHistory(edited, structuredClone(second))).present.title).toBe('first');
  });

  it('leave alone what other steps have saved meanwhile', () => {
    const saved = { ...second, simulation: { ...second.simulation, seeds: [7, 8] } };
    const resumed = resumeHistory(undoEdit(edited), { ...saved, title: 'first' });
    expect(resumed.future[0]?.simulation.seeds).toEqual([7, 8]);
    expect(undoEdit(resumeHistory(edited, saved)).present.simulation.seeds).toEqual([7, 8]);
    expect(undoEdit(resumeHistory(edited, saved)).present.title).toBe('first');
  });

  it('take a study from elsewhere as one further edit', () => {
    const resumed = resumeHistory(edited, { ...first, title: 'from a recipe' });
    expect(resumed.present.title).toBe('from a recipe');
    expect(undoEdit(resumed).present.title).toBe('second');
    expect(undoEdit(undoEdit(resumed)).present.title).toBe('first');
  });
});
