import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KeyedProject, ProjectInfo, projectContract } from '../../../shared/contract/project.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { lockedWhileWorking, passphraseWrong } from '../../../shared/messages/core-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { migrations } from '../database/migrations/index.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { getMeta, setMeta } from '../database/repositories/meta.ts';
import type { OpenedProject, Session } from '../session.ts';
import { registerModel } from './register-model.ts';
import { encryptProject, renewPassphrase } from './renew-passphrase.ts';
import { listSamples, readSample } from './sample-studies.ts';
import { saveProjectStudy } from './save-study.ts';
import { tellProgress } from './tell-progress.ts';

export function projectOperations(session: Session): Handlers<typeof projectContract> {
  return { ...openingOperations(session), ...secretOperations(session), ...entryOperations(session) };
}

type ProjectHandlers = Handlers<typeof projectContract>;

function openingOperations(
  session: Session,
): Pick<ProjectHandlers, 'project.create' | 'project.open' | 'project.close' | 'project.info' | 'project.openSample'> {
  return {
    'project.create': async (location) => keyed(session, await create(session, location)),
    async 'project.open'({ path, passphrase }) {
      const opened = await session.open({ path, passphrase, create: false });
      audit(session, opened, 'project-opened');
      remember(session, opened);
      return infoOf(session, opened);
    },
    async 'project.close'() {
      // Whoever walks by a locked screen could stop work of days otherwise.
      if (session.locked && session.isBusy) throw new PilotlightError('workspace-locked', lockedWhileWorking());
      await session.close();
      return null;
    },
    'project.info': () => (session.opened === null ? null : infoOf(session, session.opened)),
    async 'project.openSample'({ sample, folder, passphrase }, { signal }) {
      const recipe = await readSample(session.dependencies.paths.resources, sample);
      const opened = await create(session, { path: join(resolve(folder), `${sample}.pilotlight`), passphrase });
      saveProjectStudy(session, recipe.study);
      await registerModel(session, recipe.modelFile, signal);
      const input = { path: recipe.dataFile, dialect: recipe.dialect };
      return { ...keyed(session, opened), importJobId: opened.queue.start('import', input, null) };
    },
  };
}

function secretOperations(
  session: Session,
): Pick<
  ProjectHandlers,
  | 'project.recoveryKey'
  | 'project.changePassphrase'
  | 'project.recover'
  | 'project.lock'
  | 'project.noteInput'
  | 'project.unlock'
> {
  const { clock } = session.dependencies;
  return {
    'project.recoveryKey'({ passphrase }) {
      const opened = session.current();
      const { path, accepts, recoveryKey } = opened.project;
      if (!accepts(passphrase)) throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
      audit(session, opened, 'recovery-key-shown');
      return { recoveryKey: recoveryKey() };
    },
    'project.changePassphrase': ({ passphrase, newPassphrase }, { signal }) =>
      tellProgress(clock, async (report) => {
        const opened = await renewPassphrase(session, passphrase, newPassphrase, { report, signal });
        audit(session, opened, 'passphrase-changed');
        return { recoveryKey: opened.project.recoveryKey() };
      }),
    'project.recover': ({ path, recoveryKey, newPassphrase }, { signal }) =>
      tellProgress(clock, async (report) => {
        if (session.locked) session.current();
        await session.close();
        const change = { path: resolve(path), secret: { recoveryKey }, newPassphrase };
        await encryptProject(session, change, { report, signal });
        const opened = await session.open({ path, passphrase: newPassphrase, create: false });
        audit(session, opened, 'project-recovered');
        remember(session, opened);
        return keyed(session, opened);
      }),
    'project.lock'() {
      const opened = session.lock();
      return infoOf(session, opened);
    },
    'project.noteInput'({ secondsAgo }) {
      session.noteInput(secondsAgo);
      return null;
    },
    'project.unlock'({ passphrase }) {
      session.unlock(passphrase);
      return infoOf(session, session.current());
    },
  };
}

function entryOperations(
  session: Session,
): Pick<ProjectHandlers, 'project.recents' | 'project.forgetRecent' | 'project.samples'> {
  return {
    'project.recents': () => session.recents.list(),
    'project.forgetRecent'({ path }) {
      session.recents.forget(path);
      return session.recents.list();
    },
    'project.samples': () => listSamples(session.dependencies.paths.resources),
  };
}

async function create(session: Session, location: { path: string; passphrase: string }): Promise<OpenedProject> {
  const opened = await session.open({ ...location, create: true });
  const { clock, createId, command } = session.dependencies;
  const at = clock().toISOString();
  writeTransaction(opened.project.db, ['meta', 'audit'], (write) => {
    setMeta(write, 'id', createId());
    setMeta(write, 'created-at', at);
    appendAudit(write, { at, actor: command, action: 'project-created', details: {} });
  });
  remember(session, opened);
  return opened;
}

function audit(session: Session, { project }: OpenedProject, action: string): void {
  const { clock, command } = session.dependencies;
  const entry = { at: clock().toISOString(), actor: command, action, details: {} };
  writeTransaction(project.db, ['audit'], (write) => appendAudit(write, entry));
}

function remember({ recents, dependencies }: Session, { project }: OpenedProject): void {
  recents.add(project.path, dependencies.clock().toISOString());
}

function infoOf({ locked }: Session, { project }: OpenedProject): ProjectInfo {
  return {
    id: getMeta(project.db, 'id') ?? '',
    path: project.path,
    schemaVersion: migrations.at(-1)?.version ?? 0,
    createdAt: getMeta(project.db, 'created-at') ?? '',
    // A file on a disk that was taken away has no size; that is told by what is done next.
    sizeBytes: statSync(project.path, { throwIfNoEntry: false })?.size ?? 0,
    locked,
  };
}

function keyed(session: Session, opened: OpenedProject): KeyedProject {
  return { ...infoOf(session, opened), recoveryKey: opened.project.recoveryKey() };
}
