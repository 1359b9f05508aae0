import { connect } from '../../shared/rpc/connect.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { channelPort } from './channel-port.ts';
import { openSession } from './open-session.ts';
import type { CoreClient } from './operation-types.ts';
import { pageContract } from './page-contract.ts';
import { openSocketPort } from './socket-port.ts';

/** The core of this page, and how to learn that it is gone. */
export interface OpenedCore {
  readonly client: CoreClient;
  readonly gone: AbortSignal;
}

/** Reaches the core by the way the shell offers: the preload's channel in the window, the page's own origin in a browser. */
export async function openCore(page: Window, signal: AbortSignal): Promise<OpenedCore> {
  const port = isWindowOfTheApp(page.location) ? await receiveChannel(page, signal) : await socketOf(page, signal);
  const ended = new AbortController();
  port.onClose(() => ended.abort());
  return { client: connect(pageContract, port, 'core'), gone: ended.signal };
}

function isWindowOfTheApp(location: Location): boolean {
  return location.protocol === 'app:';
}

async function socketOf(page: Window, signal: AbortSignal): Promise<Port> {
  await openSession(page, signal);
  return openSocketPort(page.location);
}

/** The preload script posts the channel's end once the page asks for it. */
function receiveChannel(page: Window, signal: AbortSignal): Promise<Port> {
  return new Promise((resolve) => {
    page.addEventListener(
      'message',
      ({ data, ports, source }) => {
        const [end] = ports;
        if (source === page && data === 'core-port' && end !== undefined) resolve(channelPort(end));
      },
      { signal },
    );
    page.postMessage('core-port-wanted', page.location.origin);
  });
}
