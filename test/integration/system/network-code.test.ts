import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findNetworkCode } from '../../../electron/core/system/check-modules.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Source files by their path below a new folder. */
function program(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  }
  return root;
}

function foundIn(source: string): string[] {
  return findNetworkCode(program({ 'electron/a.ts': source })).found.map(({ text }) => text);
}

describe('the search for network code', () => {
  it('finds none in the program', () => {
    const { found, files } = findNetworkCode(fileURLToPath(new URL('../../..', import.meta.url)));
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(300);
  });

  it.each([
    `import net from 'node:net';`,
    `import { request } from "https";`,
    `import 'http2';`,
    `export { lookup } from 'node:dns/promises';`,
    `const { connect } = await import('node:tls');`,
    `const dgram = require("dgram");`,
    `process.getBuiltinModule('node:http');`,
    `import { WebSocketServer } from 'ws';`,
    `import axios from 'axios';`,
  ])('finds an import: %s', (source) => {
    expect(foundIn(source).length).toBe(1);
  });

  it.each([
    `await fetch('https://example.org');`,
    `globalThis.fetch(address);`,
    `const socket = new WebSocket(address);`,
    `const request = new XMLHttpRequest();`,
    `navigator.sendBeacon(address, body);`,
  ])('finds a call: %s', (source) => {
    expect(foundIn(source).length).toBe(1);
  });

  it.each([
    `import { connect } from '../../shared/rpc/connect.ts';`,
    `import { network } from './internet.ts';`,
    `// Nothing is fetched; there is no network.`,
    `const prefetch = (rows: number) => rows;\nprefetch(3);`,
    `repository.fetch(3);`,
  ])('leaves other code alone: %s', (source) => {
    expect(foundIn(source)).toEqual([]);
  });

  it.each([
    ['electron/cli/serve/a.ts', `import { createServer } from 'node:http';`],
    ['electron/cli/serve/a.ts', `import type { IncomingMessage,\n  Server } from 'node:http';`],
    ['electron/cli/serve/a.ts', `import { WebSocketServer } from 'ws';`],
    ['renderer/bridge/a.ts', `const socket = new WebSocket(address);`],
  ])('lets %s listen, or reach what listens: %s', (path, source) => {
    expect(findNetworkCode(program({ [path]: source })).found).toEqual([]);
  });

  it.each([
    ['electron/cli/serve/a.ts', `import { request } from 'node:http';`],
    ['electron/cli/serve/a.ts', `import { createServer, request } from 'node:http';`],
    ['electron/cli/serve/a.ts', `import http from 'node:http';`],
    ['electron/cli/serve/a.ts', `import { WebSocket } from 'ws';`],
    ['electron/cli/serve/a.ts', `import { connect } from 'node:net';`],
    ['electron/cli/serve/a.ts', `await fetch(address);`],
    ['electron/cli/serve/a.ts', `new WebSocket(address);`],
    ['electron/cli/server/a.ts', `import { createServer } from 'node:http';`],
    ['renderer/views/a.ts', `new WebSocket(address);`],
    ['renderer/bridge/a.ts', `new EventSource(address);`],
    ['renderer/bridge/a.ts', `import { createServer } from 'node:http';`],
  ])('lets %s do nothing else: %s', (path, source) => {
    expect(findNetworkCode(program({ [path]: source })).found.length).toBe(1);
  });

  it('looks into every folder of the program and at no library', () => {
    const source = `import net from 'node:net';`;
    const root = program({
      'electron/cli/deep/a.mjs': source,
      'shared/b.ts': source,
      'renderer/c.tsx': source,
      'electron/node_modules/library/index.js': source,
      'test/d.ts': source,
    });
    expect(findNetworkCode(root).found.map(({ file }) => file)).toEqual([
      'shared/b.ts',
      'electron/cli/deep/a.mjs',
      'renderer/c.tsx',
    ]);
  });
});
