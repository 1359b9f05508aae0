import { useEffect } from 'react';
import { defaultSettings } from '../../shared/contract/settings.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';

/** Puts theme and density of the settings on the document; `system` follows the machine. */
export function useAppearance(): void {
  const { data } = useCoreQuery('settings.get', {});
  const { theme, density } = data ?? defaultSettings;
  useEffect(() => {
    const { documentElement } = document;
    documentElement.dataset['density'] = density;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme, density]);
}
