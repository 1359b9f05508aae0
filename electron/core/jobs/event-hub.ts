/** Events of one topic since the subscription, in order. Ends when the signal fires or the hub closes. */
export interface Subscription<Event> extends Disposable {
  readonly items: AsyncIterable<Event>;
}

export interface EventHub<Event> {
  publish(topic: string, event: Event): void;
  subscribe(topic: string, signal: AbortSignal): Subscription<Event>;
  close(): void;
}

interface Queue<Event> {
  readonly topic: string;
  readonly events: Event[];
  wake: () => void;
}

/** Passes events to whoever watches at that moment; nothing is kept for later subscribers. */
export function createEventHub<Event>(): EventHub<Event> {
  const queues = new Set<Queue<Event>>();
  let open = true;
  return {
    publish(topic, event) {
      for (const queue of queues) {
        if (queue.topic !== topic) continue;
        queue.events.push(event);
        queue.wake();
      }
    },
    subscribe(topic, signal) {
      const queue: Queue<Event> = { topic, events: [], wake: () => undefined };
      queues.add(queue);
      const onAbort = (): void => queue.wake();
      signal.addEventListener('abort', onAbort, { once: true });
      async function* items(): AsyncGenerator<Event> {
        while (open && !signal.aborted) {
          const event = queue.events.shift();
          if (event !== undefined) {
            yield event;
            continue;
          }
          await new Promise<void>((resolve) => {
            queue.wake = resolve;
          });
        }
      }
      return {
        items: items(),
        [Symbol.dispose]() {
          queues.delete(queue);
          signal.removeEventListener('abort', onAbort);
        },
      };
    },
    close() {
      open = false;
      for (const queue of queues) queue.wake();
    },
  };
}
