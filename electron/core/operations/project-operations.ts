import type { ProjectInfo, projectContract } from '../../../shared/contract/project.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { migrations } from '../database/migrations/index.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { getMeta, setMeta } from '../database/repositories/meta.ts';
import type { OpenedProject, Session } from '../session.ts';

export function projectOperations(session: Session): Handlers<typeof projectContract> {
  const { clock, createId, command } = session.dependencies;
  const now = (): string => clock().toISOString();
  return {
    async 'project.create'({ path, passphrase }) {
      const opened = await session.open({ path, passphrase, create: true });
      writeTransaction(opened.project.db, ['meta', 'audit'], (write) => {
        setMeta(write, 'id', createId());
        setMeta(write, 'created-at', now());
        appendAudit(write, { at: now(), actor: command, action: 'project-created', details: {} });
      });
      return infoOf(opened);
    },
    async 'project.open'({ path, passphrase }) {
      const opened = await session.open({ path, passphrase, create: false });
      writeTransaction(opened.project.db, ['audit'], (write) =>
        appendAudit(write, { at: now(), actor: command, action: 'project-opened', details: {} }),
      );
      return infoOf(opened);
    },
    async 'project.close'() {
      await session.close();
      return null;
    },
    'project.info': () => (session.opened === null ? null : infoOf(session.opened)),
  };
}

function infoOf({ project }: OpenedProject): ProjectInfo {
  return {
    id: getMeta(project.db, 'id') ?? '',
    path: project.path,
    schemaVersion: migrations.at(-1)?.version ?? 0,
    createdAt: getMeta(project.db, 'created-at') ?? '',
  };
}
