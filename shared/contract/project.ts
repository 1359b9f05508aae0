import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

export const projectInfoSchema = z.object({
  id: z.string(),
  path: z.string(),
  /** Version of the file's schema. */
  schemaVersion: z.int(),
  createdAt: z.string(),
});
export type ProjectInfo = z.infer<typeof projectInfoSchema>;

const location = z.strictObject({ path: z.string().min(1), passphrase: z.string().min(1) });

export const projectContract = {
  'project.create': command(location, projectInfoSchema),
  'project.open': command(location, projectInfoSchema),
  'project.close': command(z.strictObject({}), z.null()),
  'project.info': query(z.strictObject({}), projectInfoSchema.nullable()),
};
