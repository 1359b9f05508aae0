import { vi } from 'vitest';

/** Waits until a check passes; it fails with the check's own error only after a minute, so that a slow machine fails nothing. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval: 20 });
}
