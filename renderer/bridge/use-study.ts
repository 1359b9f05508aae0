import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Study } from '../../shared/domain/study.ts';
import { toPilotlightError } from '../../shared/errors.ts';
import { useCore } from './core-context.ts';
import { saveStudy } from './save-study.ts';
import { useCoreQuery } from './use-core-query.ts';

export interface EditableStudy {
  /** Undefined until it is known, null when the project has none. */
  readonly study: Study | null | undefined;
  /** Why the last change was not saved. */
  readonly error: Error | null;
  /** Changes sections of the study and saves them. */
  change(part: Partial<Study>): void;
}

/** The project's study with its settings, changed section by section. A change shows at once and is taken back when it fails. */
export function useStudy(): EditableStudy {
  const core = useCore();
  const queries = useQueryClient();
  const { data: study } = useCoreQuery('study.get', {});
  const [error, setError] = useState<Error | null>(null);
  return {
    study,
    error,
    change(part) {
      if (study === undefined || study === null) return;
      saveStudy(core, queries, study, { ...study, ...part }).then(
        () => setError(null),
        (fault: unknown) => setError(toPilotlightError(fault)),
      );
    },
  };
}
