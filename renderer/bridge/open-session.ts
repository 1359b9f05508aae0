/** The one-time token of an address such as `http://127.0.0.1:4173/#token=…`, or null. */
export function tokenOf(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#\/?/, '')).get('token');
  return token === null || token === '' ? null : token;
}

/**
 * Exchanges the token of the address for a session cookie and takes it out of the address and the history. Without a
 * token the cookie of an earlier visit is used. Rejects when the server refuses.
 */
export async function openSession(page: Window, signal: AbortSignal): Promise<void> {
  const token = tokenOf(page.location.hash);
  if (token === null) return;
  page.history.replaceState(null, '', `${page.location.pathname}#/`);
  const answer = await page.fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'same-origin',
    signal,
  });
  if (!answer.ok) throw new Error('refused');
}
