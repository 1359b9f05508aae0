import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PilotlightError } from '../../../shared/errors.ts';
import { connect } from '../../../shared/rpc/connect.ts';
import type { Client, Handlers } from '../../../shared/rpc/define.ts';
import { command, query, stream } from '../../../shared/rpc/define.ts';
import { createPortPair } from '../../../shared/rpc/port.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import { serve } from '../../../shared/rpc/serve.ts';

const contract = {
  'number.double': query(z.strictObject({ value: z.number() }), z.number()),
  'number.fail': command(z.strictObject({}), z.null()),
  'number.wrong': query(z.strictObject({}), z.number()),
  'number.wait': command(z.strictObject({}), z.string()),
  'number.count': stream(z.strictObject({ to: z.int() }), z.int()),
};

interface Observed {
  produced: number;
  aborted: boolean;
}

function start(): { client: Client<typeof contract>; observed: Observed; ports: [Port, Port] } {
  const observed: Observed = { produced: 0, aborted: false };
  const handlers: Handlers<typeof contract> = {
    'number.double': ({ value }) => value * 2,
    'number.fail': () => {
      throw new PilotlightError('data-invalid', 'Row 3 has no answer.', { row: 3, columns: ['a'] });
    },
    'number.wrong': () => Number.NaN,
    'number.wait': (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          observed.aborted = true;
          reject(new PilotlightError('cancelled', 'Cancelled.'));
        });
      }),
    async *'number.count'({ to }, { signal }) {
      try {
        for (let value = 1; value <= to; value++) {
          observed.produced = value;
          yield value;
        }
      } finally {
        observed.aborted = signal.aborted;
      }
    },
  };
  const ports = createPortPair();
  serve(contract, handlers, ports[0]);
  return { client: connect(contract, ports[1], 'test'), observed, ports };
}

async function settle(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('calls', () => {
  it('carry parsed input and output', async () => {
    const { client } = start();
    expect(await client.call('number.double', { value: 21 })).toBe(42);
  });

  it('carry the code, sentence and details of an error', async () => {
    const { client } = start();
    await expect(client.call('number.fail', {})).rejects.toMatchObject({
      code: 'data-invalid',
      message: 'Row 3 has no answer.',
      details: { row: 3, columns: ['a'] },
    });
  });

  it('refuse input and output of the wrong shape with the field named', async () => {
    const { client } = start();
    const wrong: Record<string, unknown> = { value: 'x' };
    await expect(client.call('number.double', wrong as { value: number })).rejects.toMatchObject({
      code: 'invalid-message',
      message: expect.stringContaining('value'),
    });
    await expect(client.call('number.wrong', {})).rejects.toMatchObject({ code: 'invalid-message' });
  });

  it('refuse an operation that does not exist, also one of the object prototype', async () => {
    const { ports } = start();
    const other = connect({ toString: query(z.strictObject({}), z.null()) }, ports[1]);
    await expect(other.call('toString', {})).rejects.toMatchObject({ code: 'invalid-message' });
  });

  it('are cancelled at the other end when the caller aborts', async () => {
    const { client, observed } = start();
    const controller = new AbortController();
    const call = client.call('number.wait', {}, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(observed.aborted).toBe(true);
  });

  it('fail with host-crashed when the other end goes away, then and later', async () => {
    const { client, ports } = start();
    const call = client.call('number.wait', {});
    ports[0].close();
    await expect(call).rejects.toMatchObject({ code: 'host-crashed' });
    await expect(client.call('number.double', { value: 1 })).rejects.toMatchObject({ code: 'host-crashed' });
  });

  it('abort their handlers when the caller goes away', async () => {
    const { client, observed, ports } = start();
    client.call('number.wait', {}).catch(() => undefined);
    await settle(() => true);
    ports[1].close();
    await settle(() => observed.aborted);
    expect(observed.aborted).toBe(true);
  });
});

describe('streams', () => {
  it('yield every item in order and end', async () => {
    const { client } = start();
    const items: number[] = [];
    for await (const item of client.stream('number.count', { to: 500 })) items.push(item);
    expect(items).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  it('do not run ahead of a slow reader by more than the window', async () => {
    const { client, observed } = start();
    const iterator = client.stream('number.count', { to: 100_000 })[Symbol.asyncIterator]();
    await iterator.next();
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(observed.produced).toBeLessThan(80);
    await iterator.return?.();
    await settle(() => observed.aborted);
  });

  it('pass on the failure of a lost host', async () => {
    const { client, ports } = start();
    const iterator = client.stream('number.count', { to: 1_000_000 })[Symbol.asyncIterator]();
    await iterator.next();
    ports[0].close();
    const drain = async (): Promise<void> => {
      while (!(await iterator.next()).done);
    };
    await expect(drain()).rejects.toMatchObject({ code: 'host-crashed' });
  });
});
