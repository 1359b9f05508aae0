import { PilotlightError } from '../../shared/errors.ts';
import { passphraseWrong, projectNotOpen, workspaceLocked } from '../../shared/messages/core-messages.ts';
import type { RecentProjects } from './config/recent-projects.ts';
import { createRecentProjects } from './config/recent-projects.ts';
import type { CoreDependencies } from './core-dependencies.ts';
import type { Project } from './database/open-project.ts';
import { openProject } from './database/open-project.ts';
import type { Entity } from './database/read-write-db.ts';
import type { IdleLock } from './idle-lock.ts';
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

export interface ProjectLocation {
  readonly path: string;
  readonly passphrase: string;
  readonly create: boolean;
}

/** What is told to whoever watches: entities of a commit, or that the project was opened, closed, locked or unlocked. */
export type Change = Entity | 'project';

/** The one project that the core has open at a time. */
export interface Session {
  readonly dependencies: CoreDependencies;
  /** Entities of each committed write, and `project`, under the topic `changes`. */
  readonly changes: EventHub<readonly Change[]>;
  readonly recents: RecentProjects;
  open(location: ProjectLocation): Promise<OpenedProject>;
  /** Null when no project is open. Also while it is locked: for what shows none of its contents. */
  readonly opened: OpenedProject | null;
  /** Whether a job of the open project runs or waits. */
  readonly isBusy: boolean;
  /** Throws `usage` when no project is open, `workspace-locked` while it is locked. */
  current(): OpenedProject;
  /** Locks when nobody has used the screens for as long as is allowed, and says whether the project is locked. */
  readonly locked: boolean;
  /** Throws `usage` when no project is open. */
  lock(): OpenedProject;
  /** Somebody used a screen, so many seconds ago: puts the lock off, unless it is due already. */
  noteInput(secondsAgo: number): void;
  /** Throws `passphrase-wrong`. */
  unlock(passphrase: string): void;
  close(): Promise<void>;
  /** Closes the project and tells nobody, for who opens it again at once. */
  closeSilently(): Promise<void>;
}

/** Opens a project's file, and what works with it. */
function beginProject(
  dependencies: CoreDependencies,
  jobs: readonly JobDefinition[],
  location: ProjectLocation,
  onCommit: (touched: readonly Entity[]) => void,
): OpenedProject {
  const { clock, command } = dependencies;
  const project = openProject({ ...location, clock, command, onCommit });
  return {
    project,
    queue: createJobQueue(project, jobs, dependencies),
    reader: createReader(dependencies, project.access()),
    writing: createSlicedWrites(),
  };
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

/** Whether the open project is locked. */
interface LockState {
  /** Locks first when nobody has used the screens for as long as is allowed. */
  isLocked(): boolean;
  /** Tells of a change. */
  set(locked: boolean): void;
  /** The project was closed, which is told by whoever did. */
  forget(): void;
}

function createLockState(idle: IdleLock, isOpen: () => boolean, announce: () => void): LockState {
  let locked = false;
  const set = (next: boolean): void => {
    if (locked === next) return;
    locked = next;
    announce();
  };
  return {
    isLocked() {
      if (!locked && isOpen() && idle.isDue()) set(true);
      return locked;
    },
    set,
    forget: () => {
      locked = false;
    },
  };
}

export function createSession(dependencies: CoreDependencies, jobs: readonly JobDefinition[], idle: IdleLock): Session {
  const changes = createEventHub<readonly Change[]>();
  let opened: OpenedProject | null = null;
  const announce = (): void => changes.publish('changes', ['project']);
  const lock = createLockState(idle, () => opened !== null, announce);

  async function closeSilently(): Promise<void> {
    const closing = opened;
    opened = null;
    lock.forget();
    if (closing !== null) await endProject(closing);
  }
  function requireOpen(): OpenedProject {
    if (opened === null) throw new PilotlightError('usage', projectNotOpen());
    return opened;
  }
  function requireUnlocked(): void {
    if (lock.isLocked()) throw new PilotlightError('workspace-locked', workspaceLocked());
  }
  return {
    dependencies,
    changes,
    recents: createRecentProjects(dependencies.paths.config),
    get opened() {
      return opened;
    },
    get isBusy() {
      return opened?.queue.list().some(({ state }) => state === 'running' || state === 'queued') ?? false;
    },
    get locked() {
      return lock.isLocked();
    },
    async open(location) {
      requireUnlocked();
      await closeSilently();
      try {
        opened = beginProject(dependencies, jobs, location, (touched) => changes.publish('changes', touched));
        idle.note(0);
        return opened;
      } finally {
        announce();
      }
    },
    current() {
      const project = requireOpen();
      requireUnlocked();
      return project;
    },
    ...lockOperations(lock, idle, requireOpen),
    async close() {
      await closeSilently();
      announce();
    },
    closeSilently,
  };
}

function lockOperations(
  lock: LockState,
  idle: IdleLock,
  requireOpen: () => OpenedProject,
): Pick<Session, 'lock' | 'noteInput' | 'unlock'> {
  return {
    lock() {
      const project = requireOpen();
      lock.set(true);
      return project;
    },
    noteInput(secondsAgo) {
      // What comes after the deadline, as after the machine slept, does not put it off.
      if (!lock.isLocked()) idle.note(secondsAgo);
    },
    unlock(passphrase) {
      const { path, accepts } = requireOpen().project;
      if (!accepts(passphrase)) throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
      idle.note(0);
      lock.set(false);
    },
  };
}
