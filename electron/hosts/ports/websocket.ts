import type { Port } from '../../../shared/rpc/port.ts';

/** As much of a WebSocket on the server's side as a port needs; the library itself stays with the server. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  on(event: 'message', listener: (data: { toString(): string }, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: (code: number) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(code: number): void;
}

const open = 1;
/** Close codes of RFC 6455. */
const going = 1001;
const unsupported = 1003;

/** A port over a socket; every message is one JSON text. A message that is none ends the connection. */
export function socketPort(socket: Socket): Port {
  const listeners: ((message: unknown) => void)[] = [];
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parseJson(data.toString());
    if (message === undefined) socket.close(unsupported);
    else for (const listener of listeners) listener(message);
  });
  // An error is always followed by `close`.
  socket.on('error', () => undefined);
  return {
    post: (message) => {
      if (socket.readyState === open) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void socket.on('close', (code) => listener(`closed with code ${code}`)),
    close: () => socket.close(going),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
