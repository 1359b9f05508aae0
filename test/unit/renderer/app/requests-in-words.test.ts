import { describe, expect, it } from 'vitest';
import { requestsInWords } from '../../../../renderer/app/privacy/requests-in-words.ts';

describe('the requests behind the network badge', () => {
  it('are told in words, what was refused first, and kinds without words by their names', () => {
    const rows = requestsInWords({
      mode: 'loopback',
      served: 5,
      blocked: 3,
      servedByKind: [{ what: 'file', count: 5 }],
      blockedByReason: [
        { what: 'policy', count: 2 },
        { what: 'new-kind', count: 1 },
      ],
    });
    expect(rows).toEqual([
      { what: 'A page wanted to load something from elsewhere', fate: 'refused', count: 2 },
      { what: 'new-kind', fate: 'refused', count: 1 },
      { what: "The program's own files, such as this page", fate: 'answered on this machine', count: 5 },
    ]);
  });

  it('keep a row each where two kinds are told in the same words', () => {
    const kinds = ['host', 'origin', 'user', 'session', 'path', 'method', 'size', 'policy'];
    const counts = kinds.map((what) => ({ what, count: 1 }));
    const rows = requestsInWords({
      mode: 'loopback',
      served: 0,
      blocked: 8,
      servedByKind: [],
      blockedByReason: counts,
    });
    expect(new Set(rows.map(({ what }) => what)).size).toBe(kinds.length);
  });
});
