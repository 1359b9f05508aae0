import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RecentProject } from '../../../shared/contract/project.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { keptJson } from './kept-json.ts';

const entrySchema = z.strictObject({ path: z.string(), openedAt: z.string() });
const mostEntries = 20;

export interface RecentProjects {
  /** Latest first. */
  list(): RecentProject[];
  /** Puts a project first. A list that cannot be written is no reason not to open the project. */
  add(path: string, openedAt: string): void;
  /** Null: all. Throws `file-write-failed`. */
  forget(path: string | null): void;
}

/** Paths and dates in `recent.json` of the configuration folder; nothing of what a project holds. */
export function createRecentProjects(folder: string | null): RecentProjects {
  const kept = folder === null ? null : keptJson(join(folder, 'recent.json'), z.array(entrySchema));
  const others = (path: string): z.infer<typeof entrySchema>[] =>
    (kept?.read() ?? []).filter((entry) => entry.path !== path);
  return {
    list: () => (kept?.read() ?? []).map((entry) => ({ ...entry, exists: existsSync(entry.path) })),
    add(path, openedAt) {
      try {
        kept?.write([{ path, openedAt }, ...others(path)].slice(0, mostEntries));
      } catch (error) {
        if (!(error instanceof PilotlightError)) throw error;
      }
    },
    forget: (path) => kept?.write(path === null ? [] : others(path)),
  };
}
