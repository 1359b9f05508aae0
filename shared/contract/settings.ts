import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

/** What a person sets for this computer. It lies in the person's configuration folder and says nothing about any study. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['comfortable', 'compact']),
  /** Threads for training and scoring; null: all cores but one. */
  threads: z.int().min(1).max(256).nullable(),
  gpu: z.enum(['auto', 'off']),
  /** Minutes without input after which the workspace locks; null: never. */
  idleLockMinutes: z.int().min(1).max(1440).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  threads: null,
  gpu: 'auto',
  idleLockMinutes: 15,
};

export const settingsContract = {
  'settings.get': query(z.strictObject({}), settingsSchema),
  /** Changes the named settings and returns all of them. Throws `file-write-failed`. */
  'settings.set': command(settingsSchema.partial().strict(), settingsSchema),
};
