import { z } from 'zod';
import type { auditContract } from '../../../shared/contract/audit.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listAudit, verifyAudit } from '../database/repositories/audit.ts';
import type { Session } from '../session.ts';

const detailsSchema = z.record(z.string(), z.unknown());

export function auditOperations(session: Session): Handlers<typeof auditContract> {
  return {
    'audit.list': () =>
      listAudit(session.current().project.db).map(({ seq, at, action, details, hash }) => ({
        sequence: seq,
        at,
        action,
        details: detailsSchema.parse(details),
        hash,
      })),
    'audit.verify'() {
      const verdict = verifyAudit(session.current().project.db);
      return { intact: verdict.intact, entries: verdict.intact ? verdict.entries : verdict.seq - 1 };
    },
  };
}
