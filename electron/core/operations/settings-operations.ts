import type { settingsContract } from '../../../shared/contract/settings.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { SettingsStore } from '../config/settings-store.ts';

export function settingsOperations(store: SettingsStore): Handlers<typeof settingsContract> {
  return {
    'settings.get': () => store.read(),
    'settings.set': (changes) => store.change(changes),
  };
}
