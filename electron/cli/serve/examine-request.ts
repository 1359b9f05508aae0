import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './server-counts.ts';

/** Names under which a browser on this machine may reach the server. */
const hostNames = ['127.0.0.1', '[::1]', 'localhost'];

export interface ExaminedRequest {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request is refused whatever it asks for, or null. The Host header must name this machine and port, which keeps out
 * names that were made to point here; the Origin must be this server's own, and requests that change something must have one,
 * which keeps out other pages.
 */
export function refusalOf({ method, headers }: ExaminedRequest, port: number): Refusal | null {
  const { host, origin } = headers;
  if (host === undefined || !hostNames.some((name) => host === `${name}:${port}`)) return 'host';
  const reads = method === 'GET' || method === 'HEAD';
  const isUpgrade = headers.upgrade !== undefined;
  if (origin === undefined ? !reads || isUpgrade : origin !== `http://${host}`) return 'origin';
  return isFromElsewhere(headers) ? 'origin' : null;
}

/** Browsers say where a request comes from. Opening the page itself from elsewhere, as from a terminal, is no harm. */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}
