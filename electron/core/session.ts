import { PilotlightError } from '../../shared/errors.ts';
import { projectNotOpen } from '../../shared/messages.ts';
import type { CoreDependencies } from './core-dependencies.ts';
import type { Project } from './database/open-project.ts';
import { openProject } from './database/open-project.ts';
import type { Entity } from './database/read-write-db.ts';
import { createEventHub } from './jobs/event-hub.ts';
import type { EventHub } from './jobs/event-hub.ts';
import type { JobDefinition } from './jobs/job-context.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import { createJobQueue } from './jobs/job-queue.ts';

export interface OpenedProject {
  readonly project: Project;
  readonly queue: JobQueue;
}

/** The one project that the core has open at a time. */
export interface Session {
  readonly dependencies: CoreDependencies;
  /** Entities of each committed write, under the topic `changes`. */
  readonly changes: EventHub<readonly Entity[]>;
  open(location: { path: string; passphrase: string; create: boolean }): Promise<OpenedProject>;
  /** Null when no project is open. */
  readonly opened: OpenedProject | null;
  /** Throws `usage` when no project is open. */
  current(): OpenedProject;
  close(): Promise<void>;
}

export function createSession(dependencies: CoreDependencies, jobs: readonly JobDefinition[]): Session {
  const changes = createEventHub<readonly Entity[]>();
  let opened: OpenedProject | null = null;
  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    if (closing === null) return;
    await closing.queue.close();
    closing.project.close();
  }
  return {
    dependencies,
    changes,
    async open({ path, passphrase, create }) {
      await close();
      const project = openProject({
        path,
        passphrase,
        create,
        clock: dependencies.clock,
        command: dependencies.command,
        onCommit: (touched) => changes.publish('changes', touched),
      });
      opened = { project, queue: createJobQueue(project.db, jobs, dependencies) };
      return opened;
    },
    get opened() {
      return opened;
    },
    current() {
      if (opened === null) throw new PilotlightError('usage', projectNotOpen());
      return opened;
    },
    close,
  };
}
