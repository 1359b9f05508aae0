import type { PilotlightContract } from '../../shared/contract/index.ts';
import type { Handlers } from '../../shared/rpc/define.ts';
import { createSettingsStore, withSettings } from './config/settings-store.ts';
import type { CoreDependencies } from './core-dependencies.ts';
import { loadWhenRun } from './jobs/job-context.ts';
import { adaptOperations } from './operations/adapt-operations.ts';
import { auditOperations } from './operations/audit-operations.ts';
import { changesOperations } from './operations/changes-operations.ts';
import { dataOperations } from './operations/data-operations.ts';
import { evaluateOperations } from './operations/evaluate-operations.ts';
import { experimentsOperations } from './operations/experiments-operations.ts';
import { filesOperations } from './operations/files-operations.ts';
import { exportOperations } from './operations/export-operations.ts';
import { jobsOperations } from './operations/jobs-operations.ts';
import { modelsOperations } from './operations/models-operations.ts';
import { phasesOperations } from './operations/phases-operations.ts';
import { projectOperations } from './operations/project-operations.ts';
import { reportOperations } from './operations/report-operations.ts';
import { shellOperations } from './operations/shell-operations.ts';
import { settingsOperations } from './operations/settings-operations.ts';
import { simulateOperations } from './operations/simulate-operations.ts';
import { splitOperations } from './operations/split-operations.ts';
import { studyOperations } from './operations/study-operations.ts';
import { systemOperations } from './operations/system-operations.ts';
import { createIdleLock } from './idle-lock.ts';
import { createSession } from './session.ts';

export interface Core extends AsyncDisposable {
  readonly handlers: Handlers<PilotlightContract>;
  /** Whether a job runs or waits, also while the workspace is locked. */
  isBusy(): boolean;
  /** Locks the open project, if there is one. */
  lock(): void;
  /** Locks it when nobody has used the screens for as long as the settings allow. To be called every few seconds. */
  lockWhenIdle(): void;
}

/** The core: data, models and jobs of one open project, behind the contract. Disposing interrupts jobs and closes the project. */
export function createCore(dependencies: CoreDependencies): Core {
  const settings = createSettingsStore(dependencies.paths.config);
  const idle = createIdleLock({
    clock: dependencies.clock,
    // Without screens nobody is there who could unlock.
    minutes: () => (dependencies.shell === undefined ? null : settings.read().idleLockMinutes),
  });
  const jobs = [
    loadWhenRun('import', async () => (await import('./jobs/import-job.ts')).importJob),
    loadWhenRun('adapt', async () => (await import('./jobs/adapt-job.ts')).adaptJob),
    loadWhenRun('simulate', async () => (await import('./jobs/simulate-job.ts')).simulateJob),
    loadWhenRun('cross-fit', async () => (await import('./jobs/cross-fit-job.ts')).crossFitJob),
    loadWhenRun('evaluate', async () => (await import('./jobs/evaluate-job.ts')).evaluateJob),
    loadWhenRun('experiments', async () => (await import('./jobs/experiments-job.ts')).experimentsJob),
    loadWhenRun('report', async () => (await import('./jobs/report-job.ts')).reportJob),
  ];
  const session = createSession(withSettings(dependencies, settings), jobs, idle);
  return {
    handlers: {
      ...projectOperations(session),
      ...studyOperations(session),
      ...dataOperations(session),
      ...splitOperations(session),
      ...modelsOperations(session),
      ...adaptOperations(session),
      ...simulateOperations(session),
      ...evaluateOperations(session),
      ...experimentsOperations(session),
      ...reportOperations(session),
      ...exportOperations(session),
      ...phasesOperations(session),
      ...jobsOperations(session),
      ...auditOperations(session),
      ...changesOperations(session),
      ...systemOperations(session),
      ...settingsOperations(settings),
      ...shellOperations(session),
      ...filesOperations(),
    },
    isBusy: () => session.isBusy,
    lock: () => {
      if (session.opened !== null) session.lock();
    },
    lockWhenIdle: () => void session.locked,
    async [Symbol.asyncDispose]() {
      await session.close();
      session.changes.close();
    },
  };
}
