import type { z } from 'zod';
import { PilotlightError, toPilotlightError } from '../errors.ts';
import type { CallContext, Contract, Handlers, Operation } from './define.ts';
import type { Port } from './port.ts';
import type { Reply, Request } from './wire.ts';
import { errorToWire, requestSchema } from './wire.ts';

interface Running {
  abort(): void;
  grant(items: number): void;
}

type AnyHandler = (input: unknown, context: CallContext) => unknown;

/**
 * Answers calls of a contract on a port. Input and output are parsed here, so that handlers may trust their types and
 * callers what they receive. Every running call is aborted when the port closes.
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, port: Port): void {
  const running = new Map<number, Running>();
  const reply = (message: Reply): void => port.post(message);

  port.onMessage((raw) => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return;
    const request = parsed.data;
    if (request.type === 'cancel') running.get(request.id)?.abort();
    else if (request.type === 'more') running.get(request.id)?.grant(request.items);
    else void answer(request);
  });
  port.onClose(() => {
    for (const call of running.values()) call.abort();
    running.clear();
  });

  async function answer(request: Extract<Request, { type: 'call' }>): Promise<void> {
    const controller = new AbortController();
    const credit = createCredit(controller.signal);
    running.set(request.id, { abort: () => controller.abort(), grant: credit.grant });
    try {
      const operation: Operation | undefined = Object.hasOwn(contract, request.name)
        ? contract[request.name]
        : undefined;
      if (operation === undefined)
        throw new PilotlightError('invalid-message', `There is no operation "${request.name}".`);
      const input = parse(operation.input, request.input, request.name);
      const handler = handlers[request.name] as AnyHandler;
      const result = handler(input, { signal: controller.signal });
      if (operation.kind === 'stream') {
        for await (const item of result as AsyncIterable<unknown>) {
          if (!(await credit.take())) break;
          reply({ type: 'item', id: request.id, value: parse(operation.item, item, request.name) });
        }
        reply({ type: 'end', id: request.id });
      } else {
        reply({ type: 'result', id: request.id, value: parse(operation.output, await result, request.name) });
      }
    } catch (error) {
      reply({ type: 'error', id: request.id, error: errorToWire(toPilotlightError(error)) });
    } finally {
      running.delete(request.id);
    }
  }
}

function parse(schema: z.ZodType, value: unknown, name: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined ? '' : ` at ${issue.path.join('.') || 'the top'}: ${issue.message}`;
  throw new PilotlightError('invalid-message', `A message of "${name}" has the wrong shape${where}.`);
}

/** Counts the items that the caller is ready for; `take` waits for one and says false after an abort. */
function createCredit(signal: AbortSignal): { grant(items: number): void; take(): Promise<boolean> } {
  let available = 0;
  let wake: (() => void) | null = null;
  signal.addEventListener('abort', () => wake?.(), { once: true });
  return {
    grant(items) {
      available += items;
      wake?.();
    },
    async take() {
      for (;;) {
        if (signal.aborted) return false;
        if (available > 0) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      available--;
      return true;
    },
  };
}
