import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBundle } from '../../../electron/hosts/screens/bundle-files.ts';
import { startPageServer } from '../../../electron/cli/serve/page-server.ts';
import { createServerCounts } from '../../../electron/cli/serve/server-counts.ts';
import { createSessions } from '../../../electron/cli/serve/sessions.ts';
import type { NetworkState } from '../../../shared/contract/shell.ts';
import type { Asked } from '../../support/page-client.ts';
import { ask, cookieFrom, exchange, openSocket, refusalOfSocket } from '../../support/page-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const secretText = 'nothing of this may be served';

/** A server whose pages are connected to nothing but an echo. */
async function startServer() {
  const folder = temporaryFolder();
  const screens = join(folder, 'screens');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Screens</title>');
  writeFileSync(join(screens, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(screens, 'assets', 'app.js.map'), secretText);
  writeFileSync(join(folder, 'secret.txt'), secretText);
  symlinkSync(join(folder, 'secret.txt'), join(screens, 'assets', 'link.txt'));
  symlinkSync(folder, join(screens, 'linked'));
  const sessions = createSessions();
  let latest: NetworkState | undefined;
  const counts = createServerCounts((state) => (latest = state));
  const files = readBundle(screens);
  const server = await startPageServer(
    { files, sessions, counts, onPage: (page) => page.onMessage((message) => page.post(message)) },
    0,
  );
  onTestFinished(() => server.close());
  const { port } = server;
  const own = `http://127.0.0.1:${port}`;
  return {
    port,
    own,
    sessions,
    refused: () => Object.fromEntries(latest?.blockedByReason.map(({ what, count }) => [what, count]) ?? []),
    latest: () => latest,
    open: async () => cookieFrom(await exchange(port, sessions.issueToken())),
  };
}

describe('the server of the screens', () => {
  it('gives the page and its files with headers that let it reach nothing else', async () => {
    const { port } = await startServer();
    const page = await ask(port, {});
    expect(page.status).toBe(200);
    expect(page.text).toContain('Screens');
    expect(page.headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect((await ask(port, { path: '/assets/app.js' })).headers['content-type']).toMatch(/^text\/javascript/);
  });

  it('opens a session for a token once, in a cookie that no script reads and no other site sends', async () => {
    const { port, sessions, refused } = await startServer();
    const token = sessions.issueToken();
    const first = await exchange(port, token);
    expect(first.status).toBe(204);
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^pilotlight-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
    ]);
    expect((await exchange(port, token)).status).toBe(401);
    expect((await exchange(port, 'made up')).status).toBe(401);
    expect(refused()).toEqual({ session: 2 });
  });

  it('connects a page that has a session, as often as it asks', async () => {
    const { port, own, open, latest } = await startServer();
    const cookie = await open();
    for (let reload = 0; reload < 2; reload++) {
      const socket = openSocket(port, { origin: own, cookie });
      await once(socket, 'open');
      socket.send('{"said":1}');
      expect(String((await once(socket, 'message'))[0])).toBe('{"said":1}');
    }
    expect(latest()).toMatchObject({ mode: 'loopback', served: 3, blocked: 0 });
  });

  it('refuses a connection without a session, and one with a made-up cookie', async () => {
    const { port, own, refused } = await startServer();
    expect(await refusalOfSocket(openSocket(port, { origin: own }))).toBe(401);
    expect(await refusalOfSocket(openSocket(port, { origin: own, cookie: `pilotlight-${port}=abc` }))).toBe(401);
    expect(refused()).toEqual({ session: 2 });
  });

  it.each(['https://example.org', 'http://127.0.0.1:1', 'http://localhost', 'null'])(
    'refuses a page of another origin, even with the cookie: %s',
    async (origin) => {
      const { port, open, sessions, refused } = await startServer();
      const cookie = await open();
      expect(await refusalOfSocket(openSocket(port, { origin, cookie }))).toBe(403);
      expect((await ask(port, { headers: { origin } })).status).toBe(403);
      const body = JSON.stringify({ token: sessions.issueToken() });
      expect((await ask(port, { method: 'POST', path: '/session', headers: { origin }, body })).status).toBe(403);
      expect(refused()).toEqual({ origin: 3 });
    },
  );

  it('refuses a connection and an exchange that name no origin', async () => {
    const { port, open, sessions } = await startServer();
    expect(await refusalOfSocket(openSocket(port, { cookie: await open() }))).toBe(403);
    const body = JSON.stringify({ token: sessions.issueToken() });
    expect((await ask(port, { method: 'POST', path: '/session', body })).status).toBe(403);
  });

  it('refuses what a browser says comes from elsewhere, but not the opening of the page', async () => {
    const { port } = await startServer();
    const elsewhere = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await ask(port, { path: '/assets/app.js', headers: elsewhere })).status).toBe(403);
    const opening = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await ask(port, { headers: opening })).status).toBe(200);
  });

  it.each(['example.org', '127.0.0.1', '127.0.0.1:1', 'localhost.example.org', '0.0.0.0'])(
    'refuses a foreign Host header: %s',
    async (host) => {
      const { port, own, open, refused } = await startServer();
      const cookie = await open();
      expect((await ask(port, { headers: { host } })).status).toBe(421);
      expect(await refusalOfSocket(openSocket(port, { host, origin: own, cookie }))).toBe(421);
      expect(refused()).toEqual({ host: 2 });
    },
  );

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%2e%2e/secret.txt',
    '//etc/passwd',
    '/etc/passwd',
    'http://127.0.0.1/secret.txt',
    '/assets/link.txt',
    '/linked/secret.txt',
    '/assets/app.js.map',
    '/assets/',
    '/assets/app.js%00.txt',
  ])('gives nothing from outside the bundle: %s', async (path) => {
    const { port, refused } = await startServer();
    const answer = await ask(port, { path });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(secretText);
    expect(refused()).toEqual({ path: 1 });
  });

  it('closes a connection whose message is over the limit, and refuses longer bodies than it needs', async () => {
    const { port, own, open, refused } = await startServer();
    const socket = openSocket(port, { origin: own, cookie: await open() });
    await once(socket, 'open');
    socket.send(JSON.stringify('x'.repeat(9 * 2 ** 20)));
    expect((await once(socket, 'close'))[0]).toBe(1009);
    expect((await exchange(port, 'x'.repeat(5000))).status).toBe(413);
    expect(refused()).toEqual({ size: 2 });
  });

  it('closes a connection that sends something else than JSON texts', async () => {
    const { port, own, open } = await startServer();
    const socket = openSocket(port, { origin: own, cookie: await open() });
    await once(socket, 'open');
    socket.send('not JSON');
    expect((await once(socket, 'close'))[0]).toBe(1003);
  });

  it.each<Asked>([
    { method: 'PUT', path: '/' },
    { method: 'DELETE', path: '/assets/app.js' },
    { method: 'PUT', path: '/session' },
  ])('refuses other methods: $method $path', async (asked) => {
    const { port, own } = await startServer();
    expect((await ask(port, { ...asked, headers: { origin: own } })).status).toBe(405);
  });

  it('counts what the content policy of a page with a session kept from going out, and nobody else’s reports', async () => {
    const { port, own, open, refused } = await startServer();
    const report = { method: 'POST', path: '/blocked', body: '{"csp-report":{}}' };
    expect((await ask(port, { ...report, headers: { origin: own } })).status).toBe(401);
    expect((await ask(port, { ...report, headers: { origin: own, cookie: await open() } })).status).toBe(204);
    expect(refused()).toEqual({ session: 1, policy: 1 });
  });

  it.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
    'refuses another user of this machine, even with the cookie',
    async () => {
      const { port, open, refused } = await startServer();
      const header = `Cookie: ${await open()}`;
      const nobody = { uid: 65_534, gid: 65_534 };
      const lines = ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, header, 'Connection: close', '', ''].join('\\r\\n');
      // A shell, which everybody may run; where the test's own Node lies may be closed to others.
      const command = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${lines}' >&3; cat <&3`;
      const child = spawn('bash', ['-c', command], { ...nobody, cwd: '/' });
      let told = '';
      child.stdout.on('data', (text) => (told += text));
      await once(child, 'close');
      expect(told).toContain('HTTP/1.1 403');
      expect(refused()).toEqual({ user: 1 });
    },
  );

  it('cannot be reached under an address of this machine that others can reach', async () => {
    const { port } = await startServer();
    const outside = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const [error] = await once(connectTcp(port, address), 'error');
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    }
  });
});
