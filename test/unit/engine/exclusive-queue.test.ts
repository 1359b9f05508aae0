import { describe, expect, it } from 'vitest';
import { createExclusiveQueue } from '../../../electron/core/engine/exclusive-queue.ts';

describe('running one piece of work at a time', () => {
  it('starts work in the order of the calls, each after the end of the one before', async () => {
    const queue = createExclusiveQueue();
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = queue.run(async () => {
      events.push('first starts');
      await gate.promise;
      events.push('first ends');
    }, undefined);
    const second = queue.run(async () => {
      events.push('second starts');
    }, undefined);
    gate.resolve();
    await Promise.all([first, second]);
    expect(events).toEqual(['first starts', 'first ends', 'second starts']);
  });

  it('goes on after work that failed', async () => {
    const queue = createExclusiveQueue();
    await expect(queue.run(() => Promise.reject(new Error('broken')), undefined)).rejects.toThrow('broken');
    await expect(queue.run(async () => 1, undefined)).resolves.toBe(1);
  });

  it('rejects at once when the signal fires, but starts the next work only when the first has ended', async () => {
    const queue = createExclusiveQueue();
    const gate = Promise.withResolvers<void>();
    const controller = new AbortController();
    const started = Promise.withResolvers<void>();
    let ended = false;
    const first = queue.run(async () => {
      started.resolve();
      await gate.promise;
      ended = true;
    }, controller.signal);
    const second = queue.run(async () => ended, undefined);
    await started.promise;
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended).toBe(false);
    gate.resolve();
    await expect(second).resolves.toBe(true);
  });

  it('does not start work whose signal has already fired', async () => {
    const queue = createExclusiveQueue();
    let started = false;
    const run = queue.run(async () => {
      started = true;
    }, AbortSignal.abort());
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await queue.idle();
    expect(started).toBe(false);
  });
});
