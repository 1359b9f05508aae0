import { describe, expect, it } from 'vitest';
import { controlChannel, controlContract, shellChannel } from '../../../electron/hosts/core-control.ts';
import { superviseCore } from '../../../electron/hosts/supervise-core.ts';
import type { CoreProcess } from '../../../electron/hosts/supervise-core.ts';
import type { NetworkState } from '../../../shared/contract/shell.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import { createPortPair } from '../../../shared/rpc/port.ts';
import { serve } from '../../../shared/rpc/serve.ts';
import { eventually } from '../../support/eventually.ts';

/** A core without a project: it notes what its shell tells it and ends when it is told to. */
function createFakeCore() {
  const noted: string[] = [];
  const inner: Port[] = [];
  let finish: (reason: string) => void = () => undefined;
  const exited = new Promise<string>((resolve) => (finish = resolve));
  const end = (reason: string): void => {
    for (const port of inner) port.close();
    finish(reason);
  };
  const core: CoreProcess = {
    open(channel) {
      const [outer, far] = createPortPair();
      inner.push(far);
      noted.push(`open ${channel}`);
      if (channel === controlChannel) {
        const note = (text: string) => () => (noted.push(text), null);
        serve(
          controlContract,
          {
            'control.network': ({ served }) => (noted.push(`network ${served}`), null),
            'control.tell': ({ type }) => (noted.push(`told ${type}`), null),
            'control.lock': note('lock'),
            'control.busy': () => true,
            'control.end': note('end'),
          },
          far,
        );
      }
      return outer;
    },
    kill: () => end('killed'),
    exited,
  };
  return { core, noted, crash: () => end('signal SIGSEGV') };
}

function supervise() {
  const cores: ReturnType<typeof createFakeCore>[] = [];
  const crashes: [reason: string, restarted: boolean][] = [];
  const clock = { now: 0 };
  const supervised = superviseCore({
    start: () => {
      const fake = createFakeCore();
      cores.push(fake);
      return fake.core;
    },
    services: { 'services.choose': () => ({ path: null }), 'services.working': () => null },
    now: () => clock.now,
    onCrash: (reason, restarted) => crashes.push([reason, restarted]),
  });
  const crash = async (): Promise<void> => {
    const before = crashes.length;
    cores.at(-1)?.crash();
    await eventually(() => expect(crashes.length).toBe(before + 1));
  };
  return { supervised, cores, crashes, clock, crash };
}

const network: NetworkState = { mode: 'loopback', served: 7, blocked: 0, servedByKind: [], blockedByReason: [] };

describe('the supervision of a core', () => {
  it('connects its shell before any screen, and passes on what the shell tells', async () => {
    const { supervised, cores } = supervise();
    supervised.open();
    supervised.setNetwork(network);
    supervised.tell({ type: 'menu', command: 'lock-project' });
    expect(await supervised.isBusy()).toBe(true);
    expect(cores[0]?.noted).toEqual([
      `open ${controlChannel}`,
      `open ${shellChannel}`,
      'open screen 0',
      'network 7',
      'told menu',
    ]);
  });

  it('starts another one when it ends unexpectedly, and tells it what the first one knew', async () => {
    const { supervised, cores, crashes, crash } = supervise();
    supervised.setNetwork(network);
    await crash();
    expect(crashes).toEqual([['signal SIGSEGV', true]]);
    expect(supervised.current()).toBe(cores[1]?.core);
    await eventually(() => expect(cores[1]?.noted).toContain('network 7'));
  });

  it('gives up when it ends a third time within a minute, but not when it ends now and then', async () => {
    const often = supervise();
    for (let time = 0; time < 3; time++) await often.crash();
    expect(often.crashes.map(([, restarted]) => restarted)).toEqual([true, true, false]);
    expect(await often.supervised.isBusy()).toBe(false);

    const seldom = supervise();
    for (let time = 0; time < 5; time++) {
      await seldom.crash();
      seldom.clock.now += 40_000;
    }
    expect(seldom.crashes.map(([, restarted]) => restarted)).toEqual([true, true, true, true, true]);
  });

  it('asks it to end, waits for its end and starts no other', async () => {
    const { supervised, cores, crashes } = supervise();
    await supervised.end();
    expect(cores.length).toBe(1);
    expect(cores[0]?.noted).toContain('end');
    expect(crashes).toEqual([]);
  });
});
