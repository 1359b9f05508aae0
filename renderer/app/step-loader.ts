import { useIsFetching } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { steps } from './steps.ts';

/** Loads the code of the other steps once the first one has its answers and nothing else is to be done. Shows nothing. */
export function StepLoader(): null {
  const router = useRouter();
  const isQuiet = useIsFetching() === 0;
  useEffect(() => {
    if (!isQuiet) return undefined;
    const idle = requestIdleCallback(() => {
      for (const { path } of steps) void router.preloadRoute({ to: path });
    });
    return () => cancelIdleCallback(idle);
  }, [router, isQuiet]);
  return null;
}
