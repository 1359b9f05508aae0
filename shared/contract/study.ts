import { z } from 'zod';
import { studySchema } from '../domain/study.ts';
import { command, query } from '../rpc/define.ts';

export const studyContract = {
  /** Sets the study of the project; phases that depended on what changed become stale. Returns the changed sections. */
  'study.set': command(z.strictObject({ study: studySchema }), z.object({ changed: z.array(z.string()) })),
  'study.get': query(z.strictObject({}), studySchema.nullable()),
};
