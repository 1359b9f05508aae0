import { join } from 'node:path';
import type { Settings } from '../../../shared/contract/settings.ts';
import { defaultSettings, settingsSchema } from '../../../shared/contract/settings.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { settingsNotKept } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import { present } from '../files/present.ts';
import { keptJson } from './kept-json.ts';

type Loose<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

export interface SettingsStore {
  read(): Settings;
  /** Throws `usage` without a folder, `file-write-failed`. */
  change(changes: Loose<Settings>): Settings;
}

/** Settings in `settings.json` of the configuration folder; those that are missing there have their defaults. */
export function createSettingsStore(folder: string | null): SettingsStore {
  const kept = folder === null ? null : keptJson(join(folder, 'settings.json'), settingsSchema.partial());
  const read = (): Settings => ({ ...defaultSettings, ...present(kept?.read() ?? {}) });
  return {
    read,
    change(changes) {
      if (kept === null) throw new PilotlightError('usage', settingsNotKept());
      const settings = { ...read(), ...present(changes) };
      kept.write(settings);
      return settings;
    },
  };
}

/** The dependencies with the threads and GPU of the settings, as they are at the moment of each use. */
export function withSettings(dependencies: CoreDependencies, store: SettingsStore): CoreDependencies {
  const { clock, createId, spawnHost, command, versions, paths, shell } = dependencies;
  return {
    clock,
    createId,
    spawnHost,
    command,
    versions,
    paths,
    ...(shell === undefined ? {} : { shell }),
    get threads() {
      return store.read().threads ?? dependencies.threads;
    },
    get gpu() {
      return dependencies.gpu === 'off' ? 'off' : store.read().gpu;
    },
  };
}
