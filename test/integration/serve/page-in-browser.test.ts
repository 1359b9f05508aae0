import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPageServer } from '../../../electron/cli/serve/page-server.ts';
import { createServerCounts } from '../../../electron/cli/serve/server-counts.ts';
import { createSessions } from '../../../electron/cli/serve/sessions.ts';
import { readBundle } from '../../../electron/hosts/screens/bundle-files.ts';
import { chromiumPath, launchChromium } from '../../support/chromium.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/eventually.ts';

/** A page that does what the screens do to get in: exchange the token of the address, then connect. */
const script = `
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token !== null) {
  history.replaceState(null, '', '/');
  await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) });
}
const socket = new WebSocket('/rpc');
socket.addEventListener('open', () => { document.title = 'connected'; });
socket.addEventListener('error', () => { document.title = 'refused'; });
`;

async function startServer() {
  const screens = join(temporaryFolder(), 'screens');
  mkdirSync(join(screens, 'assets'), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><script type="module" src="/assets/app.js"></script>');
  writeFileSync(join(screens, 'assets', 'app.js'), script);
  const sessions = createSessions();
  const counts = createServerCounts(() => undefined);
  const parts = { files: readBundle(screens), sessions, counts, onPage: () => undefined };
  const server = await startPageServer(parts, 0);
  onTestFinished(() => server.close());
  return { counts, address: `http://127.0.0.1:${server.port}/`, token: sessions.issueToken() };
}

/** Another program's page, which has no policy that would stop it. */
async function startOtherServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>other</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

const path = chromiumPath(process.env);
if (path === null)
  console.info('Skipped: the tests of the local server in a browser, since Chromium is not installed.');

describe.skipIf(path === null)('a page of the local server in a browser', () => {
  async function openContext() {
    const browser = await launchChromium(path ?? '');
    onTestFinished(() => browser.close());
    return browser.newContext();
  }

  it('gets in by its one-time address, after a reload and in a second tab, but not in another browser', async () => {
    const { address, token } = await startServer();
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${address}#token=${token}`);
    await page.waitForFunction(() => document.title === 'connected');
    expect(page.url()).toBe(address);
    await page.reload();
    await page.waitForFunction(() => document.title === 'connected');
    const tab = await context.newPage();
    await tab.goto(address);
    await tab.waitForFunction(() => document.title === 'connected');
    expect(await tab.evaluate(() => document.cookie)).toBe('');
    const stranger = await (await openContext()).newPage();
    await stranger.goto(`${address}#token=${token}`);
    await stranger.waitForFunction(() => document.title === 'refused');
  });

  it('cannot reach anything else, and what it tries is counted', async () => {
    const { address, token, counts } = await startServer();
    const page = await (await openContext()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address}#token=${token}`);
    await page.waitForFunction(() => document.title === 'connected');
    const outcome = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        () => 'failed',
      ),
    );
    expect(outcome).toBe('failed');
    await eventually(() => expect(counts.state().blockedByReason).toEqual([{ what: 'policy', count: 1 }]));
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
  });

  it('cannot be embedded or reached by a page of another server on the same machine', async () => {
    const own = await startServer();
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${own.address}#token=${own.token}`);
    await page.waitForFunction(() => document.title === 'connected');
    const attacker = await context.newPage();
    await attacker.goto(await startOtherServer());
    const reached = await attacker.evaluate(
      (target) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(`${target.replace('http', 'ws')}rpc`);
          socket.addEventListener('open', () => resolve('connected'));
          socket.addEventListener('error', () => resolve('refused'));
        }),
      own.address,
    );
    expect(reached).toBe('refused');
    expect(own.counts.state().blockedByReason).toEqual([{ what: 'origin', count: 1 }]);
  });
});
