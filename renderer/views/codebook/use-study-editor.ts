import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Study } from '../../../shared/domain/study.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import type { EditHistory } from './edit-history.ts';
import { recordEdit, redoEdit, undoEdit } from './edit-history.ts';
import { resumeHistory } from './study-history.ts';

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

/**
 * The study being edited. Every edit is saved at once, as a draft, and can be taken back, also after other steps were looked
 * at. The edits lie in the page's memory beside what was read from the project and go with it when it is locked or closed.
 */
export function useStudyEditor(saved: Study): StudyEditor {
  const core = useCore();
  const queries = useQueryClient();
  const { data: project } = useCoreQuery('project.info', {});
  const key = ['study-edits', project?.id ?? ''];
  const [history, setHistory] = useState(() => resumeHistory(queries.getQueryData(key), saved));
  const [error, setError] = useState<Error | null>(null);
  const go = (next: EditHistory<Study>): void => {
    if (next === history) return;
    setHistory(next);
    queries.setQueryDefaults(['study-edits'], { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, next);
    queries.setQueryData(['study.get', {}], next.present);
    core.call('study.set', { study: next.present, draft: true }).then(
      () => setError(null),
      (fault: unknown) => {
        setError(toPilotlightError(fault));
        void queries.invalidateQueries({ queryKey: ['study.get'] });
      },
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
