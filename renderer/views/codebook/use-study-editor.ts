import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Study } from '../../../shared/domain/study.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import { saveStudy } from '../../bridge/save-study.ts';
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
 * What another page changes meanwhile is shown as one further edit, so that this page's next one does not undo it.
 */
export function useStudyEditor(saved: Study): StudyEditor {
  const core = useCore();
  const queries = useQueryClient();
  const { data: project } = useCoreQuery('project.info', {});
  const key = ['study-edits', project?.id ?? ''];
  const [kept, setKept] = useState(() => resumeHistory(queries.getQueryData(key), saved));
  const [saves, setSaves] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  // While an own edit is being saved, what was read is older than it.
  const history = useMemo(
    () => (saves > 0 || saved === kept.present ? kept : resumeHistory(kept, saved)),
    [kept, saved, saves],
  );
  const keep = (next: EditHistory<Study>): void => {
    setKept(next);
    queries.setQueryDefaults(['study-edits'], { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, next);
  };
  const go = (next: EditHistory<Study>): void => {
    if (next === history) return;
    keep(next);
    setSaves((count) => count + 1);
    saveStudy(core, queries, history.present, next.present)
      .then(
        () => setError(null),
        (fault: unknown) => setError(toPilotlightError(fault)),
      )
      .finally(() => setSaves((count) => count - 1));
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
