import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginHistory, recordEdit, redoEdit, undoEdit } from '../../../../renderer/views/codebook/edit-history.ts';

describe('the history of edits', () => {
  it('takes edits back in reverse order and restores them', () => {
    const edited = recordEdit(recordEdit(beginHistory('a'), 'b'), 'c');
    const undone = undoEdit(undoEdit(edited));
    expect(undone.present).toBe('a');
    expect(redoEdit(redoEdit(undone)).present).toBe('c');
  });

  it('forgets what was taken back once something else is edited', () => {
    const edited = recordEdit(undoEdit(recordEdit(beginHistory('a'), 'b')), 'x');
    expect(redoEdit(edited)).toBe(edited);
    expect(undoEdit(edited).present).toBe('a');
  });

  it('leaves no step for an edit that changes nothing', () => {
    const history = beginHistory('a');
    expect(recordEdit(history, 'a')).toBe(history);
  });

  it('does nothing at its ends', () => {
    const history = beginHistory('a');
    expect(undoEdit(history)).toBe(history);
    expect(redoEdit(history)).toBe(history);
  });

  it('returns to the same state after as many undos as redos', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 40 }), fc.nat(60), (edits, steps) => {
        const history = edits.reduce(recordEdit<number>, beginHistory(0));
        let moved = history;
        const undone = Math.min(steps, history.past.length);
        for (let step = 0; step < undone; step++) moved = undoEdit(moved);
        for (let step = 0; step < undone; step++) moved = redoEdit(moved);
        expect(moved).toEqual(history);
      }),
    );
  });
});
