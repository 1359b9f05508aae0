import { once } from 'node:events';
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { contract } from '../../shared/contract/index.ts';
import type { PilotlightContract } from '../../shared/contract/index.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Client } from '../../shared/rpc/define.ts';
import { socketPort } from '../../electron/hosts/ports/websocket.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends exactly what is given, which a browser would not do. */
export async function ask(port: number, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers }, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece;
  return { status: response.statusCode, headers: response.headers, text };
}

/** Exchanges a token as the page does; the answer's cookie opens connections. */
export function exchange(port: number, token: string): Promise<Answer> {
  const headers = { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' };
  return ask(port, { method: 'POST', path: '/session', headers, body: JSON.stringify({ token }) });
}

/** The cookie of an answer as a browser sends it back. */
export function cookieFrom({ headers }: Answer): string {
  const [cookie = ''] = headers['set-cookie'] ?? [];
  return cookie.split(';')[0] ?? '';
}

export function openSocket(port: number, headers: Readonly<Record<string, string>>, path = '/rpc'): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { ...headers } });
  // A connection that was refused ends with an error; who waits for it is told by its own event.
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  return socket;
}

/** The status with which a wish to connect is refused. */
export async function refusalOfSocket(socket: WebSocket): Promise<number> {
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
}

/** A connected page. */
export async function openPage(port: number, cookie: string): Promise<Client<PilotlightContract>> {
  const socket = openSocket(port, { origin: `http://127.0.0.1:${port}`, cookie });
  await once(socket, 'open');
  return connect(contract, socketPort(socket), 'core');
}
