/** One end of a connection: a message channel, a child process or a socket. Messages arrive in order or not at all. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other end is gone; `reason` is for the log. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** Two ports in one process, connected to each other. Delivery is asynchronous, as between processes. */
export function createPortPair(): [Port, Port] {
  const a = createEnd();
  const b = createEnd();
  a.link(b);
  b.link(a);
  return [a.port, b.port];
}

interface End {
  readonly port: Port;
  link(other: End): void;
  deliver(message: unknown): void;
  hangUp(): void;
}

function createEnd(): End {
  const listeners: ((message: unknown) => void)[] = [];
  const closers: ((reason: string) => void)[] = [];
  const waiting: unknown[] = [];
  let other: End | null = null;
  let open = true;
  const end: End = {
    port: {
      post: (message) => {
        if (open) void Promise.resolve().then(() => other?.deliver(message));
      },
      onMessage: (listener) => {
        listeners.push(listener);
        for (const message of waiting.splice(0)) listener(message);
      },
      onClose: (listener) => closers.push(listener),
      close: () => {
        if (!open) return;
        open = false;
        void Promise.resolve().then(() => other?.hangUp());
      },
    },
    link: (peer) => {
      other = peer;
    },
    deliver: (message) => {
      if (!open) return;
      if (listeners.length === 0) waiting.push(message);
      for (const listener of listeners) listener(message);
    },
    hangUp: () => {
      if (!open) return;
      open = false;
      for (const closer of closers) closer('closed');
    },
  };
  return end;
}
