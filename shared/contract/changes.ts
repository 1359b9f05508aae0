import { z } from 'zod';
import { stream } from '../rpc/define.ts';

export const changesContract = {
  /** Names of the entities touched by each committed write, and `project` when the project was opened, closed, locked or unlocked. */
  'changes.watch': stream(z.strictObject({}), z.array(z.string())),
};
