import type { Port } from '../../shared/rpc/port.ts';

/** A port over one end of a message channel, as the window's preload script hands it over. */
export function channelPort(end: MessagePort): Port {
  return {
    post: (message) => end.postMessage(message),
    onMessage(listener) {
      end.addEventListener('message', ({ data }) => listener(data));
      end.start();
    },
    onClose(listener) {
      end.addEventListener('close', () => listener('the channel closed'), { once: true });
    },
    close: () => end.close(),
  };
}
