import { z } from 'zod';

/** What the launcher sends when it alone was told to stop. */
const relayedSchema = z.object({ type: z.literal('interrupt') });
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts extends Disposable {
  /** Fires on the first interrupt. */
  readonly signal: AbortSignal;
}

/**
 * Turns interrupts into an abort. A second one ends the process at once, without waiting for anything. Under a launcher a
 * Ctrl-C may arrive twice, as a signal to the whole terminal group and as a message, and counts once.
 */
export function watchInterrupts(): Interrupts {
  const controller = new AbortController();
  const seen = { signals: 0, messages: 0 };
  const count = (kind: keyof typeof seen): void => {
    seen[kind] += 1;
    if (seen[kind] > 1) process.exit(130);
    controller.abort();
  };
  const onSignal = (): void => count('signals');
  const onMessage = (message: unknown): void => {
    if (relayedSchema.safeParse(message).success) count('messages');
  };
  for (const signal of signals) process.on(signal, onSignal);
  process.on('message', onMessage);
  // Listening for messages would keep the process alive after its work.
  process.channel?.unref();
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, onSignal);
      process.off('message', onMessage);
    },
  };
}
