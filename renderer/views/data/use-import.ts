import { useState } from 'react';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import type { Inspection } from '../../../shared/domain/inspection.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import { leaveOut } from './leave-out.ts';

export interface ImportOrder {
  readonly path: string;
  readonly dialect: Partial<Dialect>;
  readonly inspection: Inspection;
  /** Decisions that differ from the proposal, by column: true leaves it out. */
  readonly left: ReadonlyMap<string, boolean>;
  readonly name: string;
}

interface RunningImport {
  readonly isRunning: boolean;
  readonly error: Error | null;
  start(order: ImportOrder): void;
}

/** Starts the import of a file, making a first study of it where there is none. */
export function useImport(study: Study | null, onDone: () => void): RunningImport {
  const core = useCore();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  return {
    isRunning,
    error,
    start(order) {
      setRunning(true);
      setError(null);
      runImport(core, study, order)
        .then(onDone, (fault: unknown) => setError(toPilotlightError(fault)))
        .finally(() => setRunning(false));
    },
  };
}

async function runImport(core: CoreClient, study: Study | null, order: ImportOrder): Promise<void> {
  const { path, dialect, inspection, left, name } = order;
  if (study === null) {
    const draft = await core.call('study.draft', { inspection, name });
    await core.call('study.set', { study: leaveOut(draft, left), draft: true });
  }
  await core.call('data.import', { path, dialect });
}
