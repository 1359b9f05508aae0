import { describe, expect, it } from 'vitest';
import { createShippedFilter } from '../../../electron/packaging/is-shipped.ts';
import { llamaPackages, parseLock, shippedPackages } from '../../../electron/packaging/shipped-packages.ts';

const target = { platform: 'linux', arch: 'x64' };

function lockOf(packages: Readonly<Record<string, object>>) {
  return parseLock(JSON.stringify({ packages }));
}

describe('the packages that are shipped', () => {
  it('are the dependencies and theirs, where Node finds them, and no others', () => {
    const lock = lockOf({
      '': { dependencies: { a: '1' }, devDependencies: { tool: '1' } },
      'node_modules/a': { dependencies: { b: '2' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': {},
      'node_modules/c': { dependencies: { a: '1' } },
      'node_modules/tool': {},
    });
    expect([...shippedPackages(lock, target)].sort()).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  it('leave out native ones for other systems and those for CUDA', () => {
    const optionalDependencies = {
      'native-linux': '1',
      'native-win': '1',
      'native-musl': '1',
      '@node-llama-cpp/linux-x64': '1',
      '@node-llama-cpp/linux-x64-cuda': '1',
      '@node-llama-cpp/linux-arm64': '1',
      'not-installed-anywhere': '1',
    };
    const linux = { os: ['linux'], cpu: ['x64', 'arm64'] };
    const lock = lockOf({
      '': { dependencies: { native: '1' } },
      'node_modules/native': { optionalDependencies },
      'node_modules/native-linux': { os: 'linux', cpu: 'x64' },
      'node_modules/native-win': { os: ['win32'], cpu: ['x64'] },
      'node_modules/native-musl': { ...linux, libc: ['musl'] },
      'node_modules/@node-llama-cpp/linux-x64': linux,
      'node_modules/@node-llama-cpp/linux-x64-cuda': linux,
      'node_modules/@node-llama-cpp/linux-arm64': linux,
    });
    expect([...shippedPackages(lock, target)].sort()).toEqual([
      'node_modules/@node-llama-cpp/linux-x64',
      'node_modules/native',
      'node_modules/native-linux',
    ]);
  });

  it('must all be in the lock file', () => {
    const lock = lockOf({ '': { dependencies: { a: '1' } }, 'node_modules/a': { dependencies: { gone: '1' } } });
    expect(() => shippedPackages(lock, target)).toThrow('gone');
  });

  it('hold llama.cpp for the processor and for graphics of each system', () => {
    const of = (platform: string, arch: string) => llamaPackages({ platform, arch }).map((name) => name.split('/')[1]);
    expect(of('linux', 'x64')).toEqual(['linux-x64', 'linux-x64-vulkan']);
    expect(of('linux', 'arm64')).toEqual(['linux-arm64']);
    expect(of('win32', 'x64')).toEqual(['win-x64', 'win-x64-vulkan']);
    expect(of('darwin', 'arm64')).toEqual(['mac-arm64-metal']);
    expect(of('darwin', 'x64')).toEqual(['mac-x64']);
  });
});

describe('the files that are shipped', () => {
  const isShipped = createShippedFilter(
    new Set(['node_modules/@s/a', 'node_modules/@s/a/node_modules/b', 'node_modules/better-sqlite3']),
    target,
  );

  it.each([
    'package.json',
    '.vite',
    '.vite/build/electron/main/main.js',
    'build/renderer/index.html',
    'resources/models/pilotlight-nano.gguf',
    'resources/icons',
    'resources/icons/png',
    'resources/icons/png/256x256.png',
    'node_modules',
    'node_modules/@s',
    'node_modules/@s/a/lib/doc/index.js',
    'node_modules/@s/a/node_modules',
    'node_modules/@s/a/node_modules/b/index.cjs',
    'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ])('are what the program is and reads: %s', (path) => {
    expect(isShipped(path)).toBe(true);
  });

  it.each([
    'electron',
    'test',
    'build/other',
    '.vite/other',
    '.vite/build/a.js.map',
    '.vite/build/electron/cli/serve/page-server.js',
    'resources/models/nano/make-nano.ts',
    'resources/icons/make-icons.ts',
    'resources/icons/icon-containers.ts',
    'resources/icons/pilotlight.svg',
    'resources/icons/pilotlight.ico',
    'resources/icons/pilotlight.icns',
    'resources/icons/png/16x16.png',
    'node_modules/tool',
    'node_modules/@s/other',
    'node_modules/@s/a/index.d.ts',
    'node_modules/@s/a/index.js.map',
    'node_modules/@s/a/README.md',
    'node_modules/@s/a/node_modules/c',
    'node_modules/better-sqlite3/src',
    'node_modules/better-sqlite3/prebuilds/win32-x64.node',
  ])('are nothing else: %s', (path) => {
    expect(isShipped(path)).toBe(false);
  });

  it.each(['win32', 'darwin'])('hold no icon where the program itself shows it: %s', (platform) => {
    const isShippedThere = createShippedFilter(new Set(), { platform, arch: 'x64' });
    expect(isShippedThere('resources/models/pilotlight-nano.gguf')).toBe(true);
    expect(isShippedThere('resources/icons')).toBe(false);
    expect(isShippedThere('resources/icons/png/256x256.png')).toBe(false);
  });
});
