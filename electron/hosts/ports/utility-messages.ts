import { z } from 'zod';
import { hostKinds } from '../../core/host-process.ts';

const id = z.int().nonnegative();

/** What the main process of Electron tells a core; `channel` and `host` bring one end of a channel along. */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('channel'), name: z.string() }),
  z.object({ type: z.literal('host'), id }),
  z.object({ type: z.literal('host-ended'), id, reason: z.string() }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

/** What a core asks of the main process, which alone can start processes. */
export const fromCoreSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('spawn'), id, kind: z.enum(hostKinds) }),
  z.object({ type: z.literal('kill'), id }),
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
