import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { BundleFiles } from '../../hosts/screens/bundle-files.ts';
import { refusalOf } from './examine-request.ts';
import { pageHeaders, reportPath } from './page-headers.ts';
import { isOtherUser } from './peer-user.ts';
import { readBody } from './read-body.ts';
import type { Refusal, ServerCounts } from './server-counts.ts';
import type { Sessions } from './sessions.ts';
import { cookieOf } from './sessions.ts';

export interface AnswerParts {
  readonly files: BundleFiles;
  readonly sessions: Sessions;
  readonly counts: ServerCounts;
}

const sessionPath = '/session';
/** Longest bodies, in bytes. */
const longestToken = 1024;
const longestReport = 64 * 1024;

const statusOf: Readonly<Record<Refusal, number>> = {
  host: 421,
  origin: 403,
  user: 403,
  session: 401,
  path: 404,
  method: 405,
  size: 413,
  policy: 403,
};

/** Browsers ask for it unasked. */
const noIcon = { type: 'image/x-icon', bytes: Buffer.alloc(0) };

const tokenSchema = z.strictObject({ token: z.string() });

/** Why a request or a wish to connect is refused whatever it asks for, or null. */
export function refusalBefore(request: IncomingMessage): Refusal | null {
  return refusalOf(request, portOf(request)) ?? (isOtherUser(request.socket) ? 'user' : null);
}

export function hasSession(request: IncomingMessage, sessions: Sessions): boolean {
  return sessions.isOpen(cookieOf(request.headers.cookie, cookieName(portOf(request))));
}

/** First line and headers of a refusal, for connections that have left the HTTP server. */
export function rawRefusal(reason: Refusal): string {
  return `HTTP/1.1 ${statusOf[reason]} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}

/** Answers a request of a page: a file of the screens, a session for a token, or a report of the content policy. */
export async function answerRequest(
  parts: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refusalBefore(request) ?? (await answer(parts, request, response));
  if (refusal === null) return;
  parts.counts.refused(refusal);
  response.writeHead(statusOf[refusal], {
    ...pageHeaders,
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
  });
  response.end(`Refused: ${refusal}\n`);
}

async function answer(
  { files, sessions, counts }: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | null> {
  const path = request.url?.split('?')[0] ?? '';
  if (path === sessionPath) return await openSession(sessions, counts, request, response);
  if (path === reportPath) return await takeReport(sessions, counts, request, response);
  const file = files.get(path) ?? (path === '/favicon.ico' ? noIcon : undefined);
  if (file === undefined) return 'path';
  if (request.method !== 'GET' && request.method !== 'HEAD') return 'method';
  counts.served('file');
  response.writeHead(200, { ...pageHeaders, 'content-type': file.type, 'content-length': file.bytes.length });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
  return null;
}

/** Exchanges a token for a session, whose secret the browser keeps in a cookie that no script can read. */
async function openSession(
  sessions: Sessions,
  counts: ServerCounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | null> {
  if (request.method !== 'POST') return 'method';
  const body = await readBody(request, longestToken);
  if (body === null) return 'size';
  const sent = tokenSchema.safeParse(parseJson(body));
  const secret = sent.success ? sessions.exchange(sent.data.token) : null;
  if (secret === null) return 'session';
  counts.served('session');
  const cookie = `${cookieName(portOf(request))}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
  response.writeHead(204, { ...pageHeaders, 'set-cookie': cookie });
  response.end();
  return null;
}

/** A report says that the page wanted something that its policy forbids. What it wanted is neither kept nor printed. */
async function takeReport(
  sessions: Sessions,
  counts: ServerCounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | null> {
  if (request.method !== 'POST') return 'method';
  if (!hasSession(request, sessions)) return 'session';
  if ((await readBody(request, longestReport)) === null) return 'size';
  counts.refused('policy');
  response.writeHead(204, pageHeaders);
  response.end();
  return null;
}

function portOf(request: IncomingMessage): number {
  return request.socket.localPort ?? 0;
}

/** Cookies know no ports, so the name tells servers on one machine apart. */
function cookieName(port: number): string {
  return `pilotlight-${port}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
