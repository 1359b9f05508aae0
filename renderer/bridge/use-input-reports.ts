import { useEffect } from 'react';
import { useCore } from './core-context.ts';
import { createInputReports } from './input-reports.ts';
import { ignore } from './use-core-command.ts';

const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells the core when somebody uses this page. The core counts for all pages together and locks the project in all of them. */
export function useInputReports(): void {
  const core = useCore();
  useEffect(() => {
    const reports = createInputReports({
      now: () => Date.now(),
      later: (callback, milliseconds) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
      report: (secondsAgo) => void core.call('project.noteInput', { secondsAgo }).catch(ignore),
    });
    const note = (event: Event): void => {
      if (!isStill(event)) reports.note();
    };
    for (const input of inputs) addEventListener(input, note, { passive: true, capture: true });
    return () => {
      reports.stop();
      for (const input of inputs) removeEventListener(input, note, { capture: true });
    };
  }, [core]);
}

/** A pointer that rests is reported as moving when something moves below it, as the curve of a training does. */
function isStill(event: Event): boolean {
  return (
    event instanceof PointerEvent && event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0
  );
}
