import { z } from 'zod';
import { query } from '../rpc/define.ts';

export const checkResultSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

export const systemContract = {
  /** What this machine and installation offer, and what proves that nothing leaves it. */
  'system.doctor': query(z.strictObject({}), z.array(checkResultSchema)),
};
