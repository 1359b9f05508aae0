import { z } from 'zod';
import { query } from '../rpc/define.ts';

export const checkResultSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** What was found. */
  detail: z.string(),
  /** How it was found out. */
  how: z.string(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const systemContract = {
  /** What this machine and installation offer, and what speaks for the promise that nothing leaves it. `modelPath`: the model to try; null: the demonstration model. */
  'system.doctor': query(z.strictObject({ modelPath: z.string().nullable() }), z.array(checkResultSchema)),
};
