import { describe, expect, it } from 'vitest';
import type { OpenedCore } from '../../../../renderer/bridge/open-core.ts';
import { pageContract } from '../../../../renderer/bridge/page-contract.ts';
import { greetCore, reachCoreAgain } from '../../../../renderer/bridge/reach-core.ts';
import { connect } from '../../../../shared/rpc/connect.ts';
import { createPortPair } from '../../../../shared/rpc/port.ts';

type Behaviour = 'answers' | 'refuses' | 'is silent' | 'closes';

/** Ways to a core that behave one after the other as given, the last one for ever. */
function coreThat(...behaviours: Behaviour[]) {
  const closed: number[] = [];
  let attempts = 0;
  const open = async (): Promise<OpenedCore> => {
    const attempt = attempts;
    attempts += 1;
    const behaviour = behaviours[Math.min(attempt, behaviours.length - 1)];
    if (behaviour === 'refuses') throw new Error('refused');
    const [near, far] = createPortPair();
    far.onMessage((message) => {
      if (behaviour === 'closes') far.close();
      if (behaviour !== 'answers' || typeof message !== 'object' || message === null || !('id' in message)) return;
      far.post({
        type: 'result',
        id: message.id,
        value: { mode: 'loopback', dialogs: false, core: `core ${attempt}` },
      });
    });
    far.onClose(() => closed.push(attempt));
    return { client: connect(pageContract, near, 'core'), gone: new AbortController().signal };
  };
  return { open, closed, attempts: () => attempts };
}

/** Notes the pauses between attempts and makes none; what is waited for longer comes at once. */
function noPauses() {
  const taken: number[] = [];
  return {
    taken,
    pause: async (milliseconds: number) => {
      taken.push(milliseconds);
    },
  };
}

const forEver = new AbortController().signal;
const whileAnswering = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  milliseconds < 10_000
    ? Promise.resolve()
    : new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });

describe('a page that lost its core', () => {
  it('is connected to the core that was started instead', async () => {
    const { open, attempts } = coreThat('refuses', 'closes', 'answers');
    expect(await reachCoreAgain(open, whileAnswering, forEver)).toMatchObject({ id: 'core 2' });
    expect(attempts()).toBe(3);
  });

  it('waits longer and longer, and then gives up', async () => {
    const { open } = coreThat('refuses');
    const { taken, pause } = noPauses();
    expect(await reachCoreAgain(open, pause, forEver)).toBe(null);
    const between = taken.filter((milliseconds) => milliseconds < 10_000);
    expect(between.length).toBeGreaterThan(3);
    expect(between).toEqual(between.toSorted((a, b) => a - b));
    expect(between[0]).toBe(0);
  });

  it('leaves an attempt that is never answered', async () => {
    const { open } = coreThat('is silent');
    expect(await reachCoreAgain(open, noPauses().pause, forEver)).toBe(null);
  });

  it('tries no longer once it is closed', async () => {
    const stop = new AbortController();
    const { open, attempts } = coreThat('refuses');
    const pause = async (): Promise<void> => {
      if (attempts() === 2) stop.abort();
    };
    expect(await reachCoreAgain(open, pause, stop.signal)).toBe(null);
    expect(attempts()).toBe(2);
  });
});

describe('the first connection of a page', () => {
  it('tells which core it leads to', async () => {
    expect(await greetCore(coreThat('answers').open, forEver)).toMatchObject({ id: 'core 0' });
  });

  it('fails where nobody lets it in', async () => {
    await expect(greetCore(coreThat('refuses').open, forEver)).rejects.toThrow('refused');
  });
});
