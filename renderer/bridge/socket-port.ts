import type { Port } from '../../shared/rpc/port.ts';

/**
 * A port over the socket of the page's own origin; every message is one JSON text. The server has taken a session cookie
 * before, so the address carries no secret. Rejects when the connection is refused.
 */
export function openSocketPort(location: Location): Promise<Port> {
  const address = new URL('rpc', location.origin);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socketPort(socket)), { once: true });
    socket.addEventListener('error', () => reject(new Error('refused')), { once: true });
  });
}

function socketPort(socket: WebSocket): Port {
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') listener(JSON.parse(data));
      });
    },
    onClose(listener) {
      const gone = (): void => listener('the connection closed');
      if (socket.readyState > WebSocket.OPEN) gone();
      else socket.addEventListener('close', gone, { once: true });
    },
    close: () => socket.close(),
  };
}
