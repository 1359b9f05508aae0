import type { IncomingMessage } from 'node:http';

/** The body of a request as text, or null when it is longer than so many bytes; the rest is not read. */
export async function readBody(request: IncomingMessage, longest: number): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!(piece instanceof Uint8Array)) continue;
    length += piece.length;
    if (length > longest) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
