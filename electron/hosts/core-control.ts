import { z } from 'zod';
import { fileChoiceSchema, networkStateSchema, shellEventSchema, shellModes } from '../../shared/contract/shell.ts';
import { command, query } from '../../shared/rpc/define.ts';

/** What a core process is started with, as the one argument of its command line, which holds no secret. */
export const coreOptionsSchema = z.strictObject({
  mode: z.enum(shellModes),
  /** What a second opener is told about who holds the project. */
  command: z.string(),
  /** Threads for training and scoring; null for the usual number. */
  threads: z.int().positive().nullable(),
});
export type CoreOptions = z.infer<typeof coreOptionsSchema>;

/** Names of the connections that a shell opens to its core first; all others are screens. */
export const controlChannel = 'control';
export const shellChannel = 'shell';

/** What a shell tells its core. */
export const controlContract = {
  'control.network': command(networkStateSchema, z.null()),
  'control.tell': command(shellEventSchema, z.null()),
  /** Locks the open project, if there is one. */
  'control.lock': command(z.strictObject({}), z.null()),
  /** Whether a job runs or waits. */
  'control.busy': query(z.strictObject({}), z.boolean()),
  /** Interrupts jobs so that they can be resumed, and closes the project. */
  'control.end': command(z.strictObject({}), z.null()),
};

/** What a core asks its shell for. */
export const shellServicesContract = {
  'services.choose': command(fileChoiceSchema, z.object({ path: z.string().nullable() })),
  /** Tells whether jobs run or wait, whenever that changes. */
  'services.working': command(z.strictObject({ working: z.boolean() }), z.null()),
};
