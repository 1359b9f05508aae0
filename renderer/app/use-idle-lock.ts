import { useEffect } from 'react';
import { defaultSettings } from '../../shared/contract/settings.ts';
import { useCore } from '../bridge/core-context.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';

const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks the project when nobody has touched the machine for as long as the settings allow. */
export function useIdleLock(): void {
  const core = useCore();
  const { data } = useCoreQuery('settings.get', {});
  const minutes = (data ?? defaultSettings).idleLockMinutes;
  useEffect(() => {
    if (minutes === null) return undefined;
    const lock = (): void => void core.call('project.lock', {});
    let timer = setTimeout(lock, minutes * 60_000);
    const begin = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60_000);
    };
    for (const input of inputs) addEventListener(input, begin, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const input of inputs) removeEventListener(input, begin);
    };
  }, [core, minutes]);
}
