import { z } from 'zod';
import { query } from '../rpc/define.ts';

export const auditEntrySchema = z.object({
  sequence: z.int(),
  at: z.string(),
  action: z.string(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

export const auditContract = {
  'audit.list': query(z.strictObject({}), z.array(auditEntrySchema)),
  /** Recomputes the hash chain; `intact` is false when an entry was altered or removed. */
  'audit.verify': query(z.strictObject({}), z.object({ intact: z.boolean(), entries: z.int() })),
};
