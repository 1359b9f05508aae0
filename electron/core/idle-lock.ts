/** Knows for how long nobody has used the screens. */
export interface IdleLock {
  /** Somebody used a screen, so many seconds ago. */
  note(secondsAgo: number): void;
  /** Whether nobody has for as long as is allowed. */
  isDue(): boolean;
}

export interface IdleLockParts {
  readonly clock: () => Date;
  /** Minutes without input that are allowed; null: any number. */
  readonly minutes: () => number | null;
}

/**
 * The time without input by the clock on the wall, so that time asleep counts, which timers leave out. A clock that is set back
 * starts the time anew; otherwise the lock would wait for the hour to come round again.
 */
export function createIdleLock({ clock, minutes }: IdleLockParts): IdleLock {
  let latest = clock().getTime();
  const now = (): number => {
    const time = clock().getTime();
    latest = Math.min(latest, time);
    return time;
  };
  return {
    note(secondsAgo) {
      latest = Math.max(now() - secondsAgo * 1000, latest);
    },
    isDue() {
      const allowed = minutes();
      return allowed !== null && now() - latest >= allowed * 60_000;
    },
  };
}
