import type { MessagePortMain } from 'electron';
import type { Port } from '../../../shared/rpc/port.ts';

/** A port over one end of Electron's message channel. Listeners are to be added in one go: adding one starts the delivery. */
export function messagePort(end: MessagePortMain): Port {
  return {
    post: (message) => end.postMessage(message),
    onMessage(listener) {
      end.on('message', ({ data }) => listener(data));
      end.start();
    },
    onClose: (listener) => void end.once('close', () => listener('the channel closed')),
    close: () => end.close(),
  };
}

/** A port whose other end is not there yet: what is posted waits for it, and what is asked of it is passed on. */
export interface LatePort {
  readonly port: Port;
  arrive(port: Port): void;
  /** It will not come any more, or has gone. */
  end(reason: string): void;
}

export function createLatePort(onClosed: () => void): LatePort {
  const waiting: unknown[] = [];
  const listeners: ((message: unknown) => void)[] = [];
  const closers: ((reason: string) => void)[] = [];
  let arrived: Port | null = null;
  let ended = false;
  return {
    port: {
      post: (message) => {
        if (arrived !== null) arrived.post(message);
        else if (!ended) waiting.push(message);
      },
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void closers.push(listener),
      close: onClosed,
    },
    arrive(port) {
      arrived = port;
      port.onMessage((message) => {
        for (const listener of listeners) listener(message);
      });
      for (const message of waiting.splice(0)) port.post(message);
    },
    end(reason) {
      if (ended) return;
      ended = true;
      for (const closer of closers) closer(reason);
    },
  };
}
