import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** Milliseconds after the last key at which a text counts although its field is still in use: a lock may come at any time. */
const pause = 3000;

export interface Draft {
  /** What the field shows. */
  readonly text: string;
  readonly change: (text: string) => void;
  /** To be called when the field is left. */
  readonly leave: () => void;
}

/**
 * A text that counts once: when its field is left, when it is taken from the page with the field, or when nothing was typed for a
 * while. `commit` gets a text that differs from `value`.
 */
export function useDraft(value: string, commit: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  // Typed and not yet committed; beside the state, since a field may go before it is drawn again.
  const pending = useRef<string | null>(null);
  const settle = (): void => {
    const text = pending.current;
    pending.current = null;
    if (text !== null && text !== value) commit(text);
  };
  const settleNow = useEffectEvent(settle);
  useEffect(() => () => settleNow(), []);
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => settleNow(), pause);
    return () => clearTimeout(timer);
  }, [draft]);
  return {
    text: draft ?? value,
    change(text) {
      pending.current = text;
      setDraft(text);
    },
    leave() {
      settle();
      setDraft(null);
    },
  };
}
