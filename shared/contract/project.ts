import { z } from 'zod';
import { command, query, stream } from '../rpc/define.ts';
import { workOf } from './work.ts';

export const projectInfoSchema = z.object({
  id: z.string(),
  path: z.string(),
  /** Version of the file's schema. */
  schemaVersion: z.int(),
  createdAt: z.string(),
  /** Of the file, without its write-ahead log. */
  sizeBytes: z.int(),
  /** While locked, only `project.unlock`, `project.close` and what shows no data (`jobs.list` without results, settings) can be called. */
  locked: z.boolean(),
});
export type ProjectInfo = z.infer<typeof projectInfoSchema>;

/** 56 letters and digits in groups of four. Opens the project without the passphrase, and is void once that changes. */
const recoveryKey = z.string();

/** A project whose recovery key is to be shown now. */
export const keyedProjectSchema = projectInfoSchema.extend({ recoveryKey });
export type KeyedProject = z.infer<typeof keyedProjectSchema>;

export const sampleSchema = z.object({
  /** Name to open it by. */
  name: z.string(),
  title: z.string(),
  notice: z.string(),
  synthetic: z.boolean(),
});
export type Sample = z.infer<typeof sampleSchema>;

export const recentProjectSchema = z.object({
  path: z.string(),
  /** ISO 8601. */
  openedAt: z.string(),
  /** False when the file is gone or its disk is not connected. */
  exists: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

const passphrase = z.string().min(1);
const path = z.string().min(1);
const location = z.strictObject({ path, passphrase });

export const projectContract = {
  'project.create': command(location, keyedProjectSchema),
  'project.open': command(location, projectInfoSchema),
  /** Interrupts jobs so that they can be resumed. Throws `workspace-locked` when jobs run or wait in a locked project. */
  'project.close': command(z.strictObject({}), z.null()),
  /** Null when no project is open. */
  'project.info': query(z.strictObject({}), projectInfoSchema.nullable()),
  /** The recovery key again, for who knows the passphrase. Throws `passphrase-wrong`. */
  'project.recoveryKey': command(z.strictObject({ passphrase }), z.object({ recoveryKey })),
  /** Encrypts the whole file anew; the old passphrase and recovery key open it no more. Closing the stream before its end leaves the file as it was. Throws `usage` while a job runs or waits, `passphrase-wrong`. */
  'project.changePassphrase': stream(
    z.strictObject({ passphrase, newPassphrase: passphrase }),
    workOf(z.object({ recoveryKey })),
  ),
  /** Opens a project whose passphrase is lost and gives it a new one. Throws `passphrase-wrong` when the key does not belong to the project. */
  'project.recover': stream(
    z.strictObject({ path, recoveryKey: z.string().min(1), newPassphrase: passphrase }),
    workOf(keyedProjectSchema),
  ),
  /** Hides everything until the passphrase is entered; jobs go on. */
  'project.lock': command(z.strictObject({}), projectInfoSchema),
  /**
   * Somebody used a screen, so many seconds ago. Once nobody has for the minutes of the settings, the project is locked, whether
   * a page is open or not; input after that changes nothing.
   */
  'project.noteInput': command(z.strictObject({ secondsAgo: z.number().nonnegative() }), z.null()),
  /** Throws `passphrase-wrong`. */
  'project.unlock': command(z.strictObject({ passphrase }), projectInfoSchema),
  /** Projects opened before, latest first: path and date, nothing else. */
  'project.recents': query(z.strictObject({}), z.array(recentProjectSchema)),
  /** Takes a project off that list (null: all of them); its file stays. */
  'project.forgetRecent': command(z.strictObject({ path: path.nullable() }), z.array(recentProjectSchema)),
  /** The sample studies of this installation. */
  'project.samples': query(z.strictObject({}), z.array(sampleSchema)),
  /** Makes the project `<folder>/<sample>.pilotlight` with the sample's study and model and starts the import of its data. */
  'project.openSample': command(
    z.strictObject({ sample: z.string().min(1), folder: z.string().min(1), passphrase }),
    keyedProjectSchema.extend({ importJobId: z.string() }),
  ),
};
