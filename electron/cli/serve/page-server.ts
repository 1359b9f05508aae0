import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { PilotlightError } from '../../../shared/errors.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import { portTaken } from '../../../shared/messages/shell-messages.ts';
import { socketPort } from '../../hosts/ports/websocket.ts';
import type { AnswerParts } from './answer-request.ts';
import { answerRequest, hasSession, rawRefusal, refusalBefore } from './answer-request.ts';
import type { Refusal } from './server-counts.ts';

/** Longest message of a page, in bytes. */
const longestMessage = 8 * 2 ** 20;
const connectionPath = '/rpc';
/** What the library calls a message that is too long. */
const tooLong = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

export interface PageServerParts extends AnswerParts {
  /** Called for every page that connects with an open session. */
  readonly onPage: (port: Port) => void;
}

export interface PageServer {
  readonly port: number;
  /** Closes all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves the screens to browsers on this machine and connects their pages to the core. It listens on the loopback addresses
 * only, never connects to anything, and refuses whatever does not come from its own pages.
 *
 * @param wanted port to listen on; 0 for any free one
 * @throws PilotlightError `usage` when the port is taken
 */
export async function startPageServer(parts: PageServerParts, wanted: number): Promise<PageServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false });
  const create = (): Server => {
    const server = createServer({ maxHeaderSize: 16 * 1024 });
    server.on('request', (request, response) => {
      answerRequest(parts, request, response).catch(() => response.destroy());
    });
    server.on('upgrade', (request, socket, head) => connectPage(parts, sockets, request, socket, head));
    return server;
  };
  const first = create();
  const port = await listen(first, '127.0.0.1', wanted);
  const second = create();
  // A machine without IPv6, or with this port in use there, is served on the other address alone.
  const servers = await listen(second, '::1', port).then(
    () => [first, second],
    () => [first],
  );
  return {
    port,
    async close() {
      for (const client of sockets.clients) client.terminate();
      await Promise.all(servers.map(stop));
    },
  };
}

function connectPage(
  parts: PageServerParts,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const refusal = refusalBefore(request) ?? refusalOfConnection(parts, request);
  socket.on('error', () => socket.destroy());
  if (refusal !== null) {
    parts.counts.refused(refusal);
    socket.end(rawRefusal(refusal));
    return;
  }
  sockets.handleUpgrade(request, socket, head, (page) => {
    parts.counts.served('connection');
    page.on('error', (error) => {
      if ('code' in error && error.code === tooLong) parts.counts.refused('size');
    });
    parts.onPage(socketPort(page));
  });
}

function refusalOfConnection({ sessions }: PageServerParts, request: IncomingMessage): Refusal | null {
  if (request.url !== connectionPath) return 'path';
  return hasSession(request, sessions) ? null : 'session';
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new PilotlightError('usage', portTaken(port), { port }, { cause })));
    server.listen({ host, port, exclusive: true, ipv6Only: host.includes(':') }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
