import { PilotlightError } from '../errors.ts';
import { hostCrashed } from '../messages/core-messages.ts';
import type { CallOptions, Client, Contract } from './define.ts';
import type { Port } from './port.ts';
import type { Reply, Request } from './wire.ts';
import { errorFromWire, replySchema } from './wire.ts';

interface Pending {
  readonly receive: (reply: Reply) => void;
  readonly fail: (error: PilotlightError) => void;
}

/** Items a stream may be ahead of its reader. */
const streamWindow = 64;

/** The calling side of a contract on a port. When the other side dies, every pending call fails with `host-crashed`. */
export function connect<C extends Contract>(_contract: C, port: Port, hostName = 'host'): Client<C> {
  const calls = createPendingCalls(port, hostName);

  function call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const running = calls.start(name, input, options.signal, {
        receive: (reply) => {
          running.end();
          if (reply.type === 'result') resolve(reply.value);
          else if (reply.type === 'error') reject(errorFromWire(reply.error));
        },
        fail: reject,
      });
    });
  }

  async function* stream(name: string, input: unknown, options: CallOptions = {}): AsyncGenerator<unknown> {
    const replies = createReplyQueue();
    const running = calls.start(name, input, options.signal, replies);
    let ended = false;
    try {
      running.more(streamWindow);
      for (;;) {
        const reply = await replies.next();
        ended = reply.type !== 'item';
        if (reply.type === 'error') throw errorFromWire(reply.error);
        if (reply.type !== 'item') return;
        running.more(1);
        yield reply.value;
      }
    } finally {
      if (!ended) running.cancel();
      running.end();
    }
  }

  // The contract's types hold because `serve` parses every output and item with the same schemas.
  return { call, stream, close: () => port.close() } as Client<C>;
}

interface RunningCall {
  more(items: number): void;
  cancel(): void;
  end(): void;
}

interface PendingCalls {
  start(name: string, input: unknown, signal: AbortSignal | undefined, entry: Pending): RunningCall;
}

function createPendingCalls(port: Port, hostName: string): PendingCalls {
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let dead: PilotlightError | null = null;
  const send = (request: Request): void => port.post(request);
  port.onMessage((raw) => {
    const parsed = replySchema.safeParse(raw);
    if (parsed.success) pending.get(parsed.data.id)?.receive(parsed.data);
  });
  port.onClose((reason) => {
    dead = new PilotlightError('host-crashed', hostCrashed(hostName, reason), { reason });
    for (const call of pending.values()) call.fail(dead);
    pending.clear();
  });
  return {
    start(name, input, signal, entry) {
      const id = nextId++;
      const cancel = (): void => send({ type: 'cancel', id });
      if (dead === null) {
        pending.set(id, entry);
        send({ type: 'call', id, name, input });
        if (signal?.aborted === true) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      } else {
        entry.fail(dead);
      }
      return {
        more: (items) => send({ type: 'more', id, items }),
        cancel,
        end: () => {
          pending.delete(id);
          signal?.removeEventListener('abort', cancel);
        },
      };
    },
  };
}

/** Replies in order of arrival; a failure comes after what had arrived before it. */
function createReplyQueue(): Pending & { next(): Promise<Reply> } {
  const queue: Reply[] = [];
  let failure: PilotlightError | null = null;
  let wake: (() => void) | null = null;
  return {
    receive(reply) {
      queue.push(reply);
      wake?.();
    },
    fail(error) {
      failure = error;
      wake?.();
    },
    async next() {
      for (;;) {
        const reply = queue.shift();
        if (reply !== undefined) return reply;
        if (failure !== null) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
