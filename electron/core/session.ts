import { PilotlightError } from '../../shared/errors.ts';
import { passphraseWrong, projectNotOpen, workspaceLocked } from '../../shared/messages/core-messages.ts';
import type { RecentProjects } from './config/recent-projects.ts';
import { createRecentProjects } from './config/recent-projects.ts';
import type { CoreDependencies } from './core-dependencies.ts';
import type { Project } from './database/open-project.ts';
import { openProject } from './database/open-project.ts';
import type { Entity } from './database/read-write-db.ts';
import { createEventHub } from './jobs/event-hub.ts';
import type { EventHub } from './jobs/event-hub.ts';
import type { JobDefinition } from './jobs/job-context.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import { createJobQueue } from './jobs/job-queue.ts';
import type { Reader } from './reader.ts';
import { createReader } from './reader.ts';
import type { SlicedWrites } from './sliced-writes.ts';
import { createSlicedWrites } from './sliced-writes.ts';

export interface OpenedProject {
  readonly project: Project;
  readonly queue: JobQueue;
  readonly reader: Reader;
  readonly writing: SlicedWrites;
}

/** The one project that the core has open at a time. */
export interface Session {
  readonly dependencies: CoreDependencies;
  /** Entities of each committed write, under the topic `changes`. */
  readonly changes: EventHub<readonly Entity[]>;
  readonly recents: RecentProjects;
  open(location: { path: string; passphrase: string; create: boolean }): Promise<OpenedProject>;
  /** Null when no project is open. Also while it is locked: for what shows none of its contents. */
  readonly opened: OpenedProject | null;
  /** Throws `usage` when no project is open, `workspace-locked` while it is locked. */
  current(): OpenedProject;
  readonly locked: boolean;
  lock(): void;
  /** Throws `passphrase-wrong`. */
  unlock(passphrase: string): void;
  close(): Promise<void>;
}

/** Ends what works with a project, and closes its file. */
async function endProject({ queue, writing, reader, project }: OpenedProject): Promise<void> {
  await queue.close();
  // While they can still take back what they began.
  await writing[Symbol.asyncDispose]();
  // Before the file, whose log is taken in when its last connection closes.
  await reader[Symbol.asyncDispose]();
  project.close();
}

export function createSession(dependencies: CoreDependencies, jobs: readonly JobDefinition[]): Session {
  const { clock, command } = dependencies;
  const changes = createEventHub<readonly Entity[]>();
  let opened: OpenedProject | null = null;
  let locked = false;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    locked = false;
    if (closing !== null) await endProject(closing);
  }
  function requireOpen(): OpenedProject {
    if (opened === null) throw new PilotlightError('usage', projectNotOpen());
    return opened;
  }
  function current(): OpenedProject {
    const project = requireOpen();
    if (locked) throw new PilotlightError('workspace-locked', workspaceLocked());
    return project;
  }
  async function open({ path, passphrase, create }: Parameters<Session['open']>[0]): Promise<OpenedProject> {
    if (locked) throw new PilotlightError('workspace-locked', workspaceLocked());
    await close();
    const onCommit = (touched: readonly Entity[]): void => changes.publish('changes', touched);
    const project = openProject({ path, passphrase, create, clock, command, onCommit });
    opened = {
      project,
      queue: createJobQueue(project.db, jobs, dependencies),
      reader: createReader(dependencies, project.access()),
      writing: createSlicedWrites(),
    };
    return opened;
  }
  return {
    dependencies,
    changes,
    recents: createRecentProjects(dependencies.paths.config),
    open,
    get opened() {
      return opened;
    },
    current,
    get locked() {
      return locked;
    },
    lock() {
      requireOpen();
      locked = true;
    },
    unlock(passphrase) {
      const { path, accepts } = requireOpen().project;
      if (!accepts(passphrase)) throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
      locked = false;
    },
    close,
  };
}
