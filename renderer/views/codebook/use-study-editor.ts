import { useState } from 'react';
import type { Study } from '../../../shared/domain/study.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import type { EditHistory } from './edit-history.ts';
import { beginHistory, recordEdit, redoEdit, undoEdit } from './edit-history.ts';

export interface StudyEditor {
  readonly study: Study;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The last change that could not be saved. */
  readonly error: Error | null;
  edit(next: Study): void;
  undo(): void;
  redo(): void;
}

/** The study being edited. Every edit is saved at once, as a draft, and can be taken back while the screen is open. */
export function useStudyEditor(saved: Study): StudyEditor {
  const core = useCore();
  const [history, setHistory] = useState(() => beginHistory(saved));
  const [error, setError] = useState<Error | null>(null);
  const go = (next: EditHistory<Study>): void => {
    if (next === history) return;
    setHistory(next);
    core.call('study.set', { study: next.present, draft: true }).then(
      () => setError(null),
      (fault: unknown) => setError(toPilotlightError(fault)),
    );
  };
  return {
    study: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    error,
    edit: (next) => go(recordEdit(history, next)),
    undo: () => go(undoEdit(history)),
    redo: () => go(redoEdit(history)),
  };
}
