import { describe, expect, it } from 'vitest';
import { createChannels, joinPorts } from '../../../electron/hosts/ports/channels.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import { createPortPair } from '../../../shared/rpc/port.ts';
import { eventually } from '../../support/eventually.ts';

function connected() {
  const [near, far] = createPortPair();
  const opened: Port[] = [];
  const heard: string[] = [];
  createChannels(far).onOpen((name, port) => {
    opened.push(port);
    port.onMessage((message) => {
      heard.push(`${name}: ${String(message)}`);
      port.post(`answer to ${String(message)}`);
    });
    port.onClose((reason) => heard.push(`${name} closed: ${reason}`));
  });
  return { channels: createChannels(near), carrier: far, opened, heard };
}

function listen(port: Port): string[] {
  const received: string[] = [];
  port.onMessage((message) => received.push(String(message)));
  port.onClose((reason) => received.push(`closed: ${reason}`));
  return received;
}

describe('channels over one port', () => {
  it('carry each connection’s messages apart from the others, both ways', async () => {
    const { channels, heard } = connected();
    const [a, b] = [channels.open('a'), channels.open('b')];
    const [fromA, fromB] = [listen(a), listen(b)];
    a.post(1);
    b.post(2);
    await eventually(() => expect(fromB).toEqual(['answer to 2']));
    expect(fromA).toEqual(['answer to 1']);
    expect(heard).toEqual(['a: 1', 'b: 2']);
  });

  it('close alone, and what is posted afterwards goes nowhere', async () => {
    const { channels, heard } = connected();
    const [a, b] = [channels.open('a'), channels.open('b')];
    const fromB = listen(b);
    a.close();
    a.post('late');
    b.post('still here');
    await eventually(() => expect(fromB).toEqual(['answer to still here']));
    expect(heard).toEqual(['a closed: closed', 'b: still here']);
  });

  it('all close when the port that carries them does', async () => {
    const { channels, carrier } = connected();
    const received = [channels.open('a'), channels.open('b')].map(listen);
    carrier.close();
    await eventually(() => expect(received).toEqual([['closed: closed'], ['closed: closed']]));
  });

  it('are closed at once when they are opened after that', async () => {
    const { channels, carrier } = connected();
    const before = listen(channels.open('a'));
    carrier.close();
    await eventually(() => expect(before).toEqual(['closed: closed']));
    expect(listen(channels.open('b'))).toEqual(['closed: closed']);
  });

  it('ignore what is no message of theirs', async () => {
    const { channels, carrier } = connected();
    const received = listen(channels.open('a'));
    carrier.post('noise');
    carrier.post({ type: 'message', channel: 'unknown', message: 1 });
    carrier.post({ type: 'message', channel: 'a', message: 'heard' });
    await eventually(() => expect(received).toEqual(['heard']));
  });
});

describe('joined ports', () => {
  it('pass everything on and close together', async () => {
    const [outer, outerInside] = createPortPair();
    const [innerInside, inner] = createPortPair();
    joinPorts(outerInside, innerInside);
    const [atOuter, atInner] = [listen(outer), listen(inner)];
    outer.post('in');
    inner.post('out');
    await eventually(() => expect([atInner, atOuter]).toEqual([['in'], ['out']]));
    outer.close();
    await eventually(() => expect(atInner).toEqual(['in', 'closed: closed']));
  });
});
