import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use this server. Everything lies in memory and ends with the process. */
export interface Sessions {
  /** A new token that opens one session. */
  issueToken(): string;
  /** The secret of a new session, or null for a token that was never issued or has been used. */
  exchange(token: string): string | null;
  isOpen(secret: string | undefined): boolean;
}

/** Tokens and sessions are 256 random bits and kept as digests, so that comparing them takes the same time whatever is sent. */
export function createSessions(): Sessions {
  const tokens: Buffer[] = [];
  const sessions: Buffer[] = [];
  const issue = (kept: Buffer[]): string => {
    const secret = randomBytes(32).toString('base64url');
    kept.push(digest(secret));
    return secret;
  };
  return {
    issueToken: () => issue(tokens),
    exchange(token) {
      const place = placeOf(tokens, token);
      if (place < 0) return null;
      tokens.splice(place, 1);
      return issue(sessions);
    },
    isOpen: (secret) => secret !== undefined && placeOf(sessions, secret) >= 0,
  };
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function placeOf(kept: readonly Buffer[], secret: string): number {
  const wanted = digest(secret);
  return kept.findIndex((candidate) => timingSafeEqual(candidate, wanted));
}

/** The value of a cookie, or undefined. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
