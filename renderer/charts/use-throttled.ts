import { useEffect, useState } from 'react';

/**
 * A value that changes at most once per interval, so that what is drawn from it leaves the page time for everything else.
 * The latest value always comes through in the end.
 *
 * @param interval in milliseconds; 0 lets every change through at once
 */
export function useThrottled<Value>(value: Value, interval: number): Value {
  const [shown, setShown] = useState(() => ({ value, at: performance.now() }));
  useEffect(() => {
    if (Object.is(value, shown.value)) return undefined;
    const wait = Math.max(0, shown.at + interval - performance.now());
    const timer = setTimeout(() => setShown({ value, at: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, shown, interval]);
  return interval === 0 ? value : shown.value;
}
