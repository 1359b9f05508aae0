import { PilotlightError } from '../errors.ts';
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
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let dead: PilotlightError | null = null;
  const send = (request: Request): void => port.post(request);

  port.onMessage((raw) => {
    const parsed = replySchema.safeParse(raw);
    if (parsed.success) pending.get(parsed.data.id)?.receive(parsed.data);
  });
  port.onClose((reason) => {
    dead = new PilotlightError(
      'host-crashed',
      `The ${hostName} process ended unexpectedly (${reason}). Start the work again; what was confirmed is kept.`,
      { reason },
    );
    for (const call of pending.values()) call.fail(dead);
    pending.clear();
  });

  function call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    if (dead !== null) return Promise.reject(dead);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const cancel = (): void => send({ type: 'cancel', id });
      const done = (): void => {
        pending.delete(id);
        options.signal?.removeEventListener('abort', cancel);
      };
      pending.set(id, {
        receive: (reply) => {
          done();
          if (reply.type === 'result') resolve(reply.value);
          else if (reply.type === 'error') reject(errorFromWire(reply.error));
        },
        fail: (error) => {
          done();
          reject(error);
        },
      });
      send({ type: 'call', id, name, input });
      if (options.signal?.aborted === true) cancel();
      else options.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  async function* stream(name: string, input: unknown, options: CallOptions = {}): AsyncGenerator<unknown> {
    if (dead !== null) throw dead;
    const id = nextId++;
    const queue: Reply[] = [];
    let failure: PilotlightError | null = null;
    let wake: (() => void) | null = null;
    const cancel = (): void => send({ type: 'cancel', id });
    pending.set(id, {
      receive: (reply) => {
        queue.push(reply);
        wake?.();
      },
      fail: (error) => {
        failure = error;
        wake?.();
      },
    });
    options.signal?.addEventListener('abort', cancel, { once: true });
    let ended = false;
    try {
      send({ type: 'call', id, name, input });
      send({ type: 'more', id, items: streamWindow });
      if (options.signal?.aborted === true) cancel();
      for (;;) {
        const reply = queue.shift();
        if (reply === undefined) {
          if (failure !== null) throw failure;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        if (reply.type === 'item') {
          send({ type: 'more', id, items: 1 });
          yield reply.value;
          continue;
        }
        ended = true;
        if (reply.type === 'error') throw errorFromWire(reply.error);
        return;
      }
    } finally {
      if (!ended) cancel();
      pending.delete(id);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  // The contract's types hold because `serve` parses every output and item with the same schemas.
  return { call, stream, close: () => port.close() } as Client<C>;
}
