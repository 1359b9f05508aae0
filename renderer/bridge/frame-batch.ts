/** Gathers items and hands them over together, at most once per scheduled frame. */
export interface FrameBatch<Item> {
  add(item: Item): void;
  /** Hands over what is left at once. */
  flush(): void;
  /** Drops what is left and hands nothing over any more. */
  stop(): void;
}

/** `schedule` calls back before the next frame is drawn and returns a function that takes the call back. */
export function createFrameBatch<Item>(
  deliver: (items: readonly Item[]) => void,
  schedule: (callback: () => void) => () => void,
): FrameBatch<Item> {
  let items: Item[] = [];
  let withdraw: (() => void) | null = null;
  const hand = (): void => {
    withdraw = null;
    const ready = items;
    items = [];
    if (ready.length > 0) deliver(ready);
  };
  const unschedule = (): void => {
    withdraw?.();
    withdraw = null;
  };
  return {
    add(item) {
      items.push(item);
      withdraw ??= schedule(hand);
    },
    flush() {
      unschedule();
      hand();
    },
    stop() {
      unschedule();
      items = [];
    },
  };
}

/** The browser's frames. */
export function onNextFrame(callback: () => void): () => void {
  const handle = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(handle);
}
