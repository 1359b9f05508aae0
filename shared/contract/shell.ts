import { z } from 'zod';
import { command, query, stream } from '../rpc/define.ts';

/** command-line: no screen; loopback: a browser on this machine; electron: a window of the desktop app. */
export const shellModes = ['command-line', 'loopback', 'electron'] as const;

const countSchema = z.object({ what: z.string(), count: z.int().nonnegative() });

export const networkStateSchema = z.object({
  mode: z.enum(shellModes),
  /** Requests answered since the start: the shell's own files and connections of its own pages. */
  served: z.int().nonnegative(),
  /** Requests refused since the start: of pages to anything else, and of anything else to this program. */
  blocked: z.int().nonnegative(),
  servedByKind: z.array(countSchema),
  blockedByReason: z.array(countSchema),
});
export type NetworkState = z.infer<typeof networkStateSchema>;

export const fileChoiceSchema = z.strictObject({
  kind: z.enum(['open', 'save', 'folder']),
  title: z.string(),
  /** Endings without a dot, such as `csv`; an empty list allows all. */
  extensions: z.array(z.string()).default([]),
  /** Name or path that the dialog starts with. */
  suggested: z.string().nullable().default(null),
});
export type FileChoice = z.infer<typeof fileChoiceSchema>;

export const shellEventSchema = z.discriminatedUnion('type', [
  /** What the machine does: jobs stand still while it sleeps; sleep and a locked screen lock the project. */
  z.object({ type: z.literal('power'), state: z.enum(['suspend', 'resume', 'lock-screen', 'unlock-screen']) }),
  /** A command chosen in the menu of the window, by its name. */
  z.object({ type: z.literal('menu'), command: z.string() }),
]);
export type ShellEvent = z.infer<typeof shellEventSchema>;

export const shellContract = {
  /** What crossed the border of this program, counted by the shell that stands there. */
  'system.network': query(z.strictObject({}), networkStateSchema),
  /** `core`: another one whenever the core was started again, which closes the project. `dialogs`: whether `shell.choose` can ask; otherwise a path is picked with `files.list`. */
  'shell.info': query(
    z.strictObject({}),
    z.object({ mode: z.enum(shellModes), dialogs: z.boolean(), core: z.string() }),
  ),
  /** Asks the person for a path in the system's own dialog; null when they cancel. Fails with `usage` without dialogs. */
  'shell.choose': command(fileChoiceSchema, z.object({ path: z.string().nullable() })),
  'shell.watch': stream(z.strictObject({}), shellEventSchema),
};
