import { z } from 'zod';
import type { Port } from '../../../shared/rpc/port.ts';

/** Several connections between a shell and its core, by name. */
export interface Channels {
  /** Opens a connection; the other side hears its name. */
  open(name: string): Port;
  /** Called for each connection that the other side opens; it must listen to the port at once. */
  onOpen(listener: (name: string, port: Port) => void): void;
}

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), channel: z.string() }),
  z.object({ type: z.literal('message'), channel: z.string(), message: z.unknown() }),
  z.object({ type: z.literal('close'), channel: z.string(), reason: z.string() }),
]);

interface End {
  readonly listeners: ((message: unknown) => void)[];
  readonly closers: ((reason: string) => void)[];
}

/** Carries any number of connections over one port. When the port closes, all of them do. */
export function createChannels(carrier: Port): Channels {
  const ends = new Map<string, End>();
  const openers: ((name: string, port: Port) => void)[] = [];
  let ended: string | null = null;
  const drop = (channel: string, reason: string): void => {
    const end = ends.get(channel);
    ends.delete(channel);
    for (const closer of end?.closers ?? []) closer(reason);
  };
  const portOf = (channel: string): Port => {
    const end: End = { listeners: [], closers: [] };
    ends.set(channel, end);
    return {
      post: (message) => {
        if (ends.get(channel) === end) carrier.post({ type: 'message', channel, message });
      },
      onMessage: (listener) => void end.listeners.push(listener),
      onClose: (listener) => {
        // Opened after the other side had gone, which nobody would tell it.
        if (ended === null) end.closers.push(listener);
        else listener(ended);
      },
      close: () => {
        if (ends.get(channel) !== end) return;
        ends.delete(channel);
        carrier.post({ type: 'close', channel, reason: 'closed' });
      },
    };
  };
  carrier.onMessage((raw) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) return;
    const { channel } = parsed.data;
    if (parsed.data.type === 'open') {
      const port = portOf(channel);
      for (const opener of openers) opener(channel, port);
    } else if (parsed.data.type === 'close') drop(channel, parsed.data.reason);
    else for (const listener of ends.get(channel)?.listeners ?? []) listener(parsed.data.message);
  });
  carrier.onClose((reason) => {
    ended = reason;
    for (const channel of ends.keys()) drop(channel, reason);
  });
  return {
    open(name) {
      const port = portOf(name);
      carrier.post({ type: 'open', channel: name });
      return port;
    },
    onOpen: (listener) => void openers.push(listener),
  };
}

/** Passes everything on between two ports; when one closes, so does the other. */
export function joinPorts(a: Port, b: Port): void {
  a.onMessage((message) => b.post(message));
  b.onMessage((message) => a.post(message));
  a.onClose(() => b.close());
  b.onClose(() => a.close());
}
