import { Platform, build } from 'electron-builder';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { windowIcon } from '../../../electron/installation/installed-files.ts';
import { installerConfig } from '../../../electron/packaging/installer-config.ts';
import { contract } from '../../../shared/contract/index.ts';
import { connect } from '../../../shared/rpc/connect.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import { extractArchive } from '../../support/extract-archive.ts';
import { fusesOf, packageProgram, sha256 } from '../../support/package-program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// Elsewhere Electron's archive holds another layout, for which there is no stand-in.
const canPackage = process.platform === 'linux';
if (!canPackage) console.info('Skipped: the package is checked with a stand-in for Electron, which exists for Linux.');

/** Building, copying and archiving on a machine that does other things. */
const longTime = 600_000;

describe.skipIf(!canPackage)('the packaged program', () => {
  const home = mkdtempSync(join(tmpdir(), 'pilotlight-package-'));
  const content = join(home, 'content');
  let program = '';
  let files: string[] = [];
  const unpacked = (path: string): string => join(program, 'resources', 'app.asar.unpacked', path);

  beforeAll(() => {
    program = packageProgram(home);
    extractArchive(join(program, 'resources', 'app.asar'), content);
    files = readdirSync(content, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(content.length + 1));
  }, longTime);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('has switched off what would let it run other code', () => {
    const names = ['node', 'cookies', 'options', 'inspect', 'integrity', 'archive', 'snapshot', 'file'];
    const fuses = fusesOf(join(program, 'pilotlight'));
    expect(Object.fromEntries(names.map((name, index) => [name, fuses[index]]))).toMatchObject({
      node: '0',
      options: '0',
      inspect: '0',
      integrity: '1',
      archive: '1',
      file: '0',
    });
    expect(existsSync(join(program, 'resources', 'default_app.asar'))).toBe(false);
    expect(readdirSync(join(program, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  it('can be started by everybody it is installed for', () => {
    expect(statSync(program).mode & 0o777).toBe(0o755);
  });

  it('holds the window, its preload script, the core with its hosts, and the screens', () => {
    const { main } = z
      .object({ main: z.string() })
      .parse(JSON.parse(readFileSync(join(content, 'package.json'), 'utf8')));
    const hosts = ['core', 'engine', 'trainer', 'evaluator', 'reader'].map(
      (name) => `.vite/build/electron/hosts/${name}-host.js`,
    );
    for (const path of [main, ...hosts, '.vite/preload/preload.cjs', 'build/renderer/index.html', 'LICENSE']) {
      expect(files).toContain(path);
    }
    const scripts = files.filter((path) => /^build\/renderer\/assets\/.*\.js$/.test(path));
    const screens = scripts.map((path) => readFileSync(join(content, path), 'utf8')).join('');
    for (const page of ['# 1. Data', '# 8. Report', '# For ethics boards']) expect(screens).toContain(page);
  });

  it('lies outside the archive where native code opens it, and is the same there', () => {
    const model = 'resources/models/pilotlight-nano.gguf';
    expect(sha256(unpacked(model))).toBe(sha256(join(root, model)));
    const libraries = `node_modules/@node-llama-cpp/linux-${process.arch}/bins/linux-${process.arch}`;
    const names = readdirSync(join(root, libraries)).filter((name) => /\.(?:so[\d.]*|node)$/.test(name));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      expect([name, sha256(unpacked(join(libraries, name)))]).toEqual([name, sha256(join(root, libraries, name))]);
    }
    const database = `node_modules/better-sqlite3/prebuilds`;
    expect(readdirSync(unpacked(database))).toEqual([`linux-${process.arch}.node`]);
  });

  it('holds the icon of its window, the icons of its page and the mark, and nothing that they are made of', () => {
    expect(files.filter((path) => path.startsWith('resources/icons/'))).toEqual([windowIcon]);
    expect(sha256(join(content, windowIcon))).toBe(sha256(join(root, windowIcon)));
    const page = readFileSync(join(content, 'build/renderer/index.html'), 'utf8');
    const icons = [...page.matchAll(/<link rel="icon"[^>]* href="\.\/([^"]+)"/g)].map(([, path]) => path);
    expect(icons).toHaveLength(2);
    for (const path of icons) expect(files).toContain(`build/renderer/${path}`);
    expect(files.filter((path) => /^build\/renderer\/assets\/pilotlight-[\w-]+\.svg$/.test(path))).toHaveLength(2);
  });

  it('holds the sample studies and the licences of everything in it', () => {
    for (const name of ['anes96', 'disclosure-synthetic']) {
      expect(existsSync(unpacked(`resources/sample-studies/${name}/study.yaml`))).toBe(true);
    }
    const licences = readFileSync(unpacked('resources/licences/third-party.txt'), 'utf8');
    const named = [...licences.matchAll(/^(\S+) \d+\.\d+\S* \((.+)\)$/gm)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining(['react', 'zod', 'node-llama-cpp', '@fontsource-variable/inter']));
    const shipped = files.flatMap(
      (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1] ?? [],
    );
    // A package may be installed under another name than its own.
    expect(shipped.filter((name) => !named.includes(name) && name !== 'better-sqlite3')).toEqual([]);
  });

  it('holds no source map, no source text, no path of the machine it was made on, and no tool', () => {
    expect(files.filter((path) => /\.map$|(?<!\.d)\.tsx?$/.test(path) && !path.startsWith('resources/'))).toEqual([]);
    const own = files.filter((path) => /^(?:\.vite|build)\/.*\.(?:js|cjs|html|css)$/.test(path));
    const telling = own.flatMap((path) => {
      const text = readFileSync(join(content, path), 'utf8');
      const places = [text.indexOf(root), text.indexOf(home), text.search(/^\/\/# sourceMappingURL=/m)];
      return places.filter((place) => place >= 0).map((place) => `${path}: ${text.slice(place - 60, place + 100)}`);
    });
    expect(telling).toEqual([]);
    const { devDependencies } = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    expect(Object.keys(devDependencies).filter((name) => existsSync(join(content, 'node_modules', name)))).toEqual([]);
    expect(files.filter((path) => /cuda/i.test(path) && /\.(?:so|node|dll)/.test(path))).toEqual([]);
    expect(files.filter((path) => path.includes('/cli/serve/') || path.startsWith('node_modules/ws/'))).toEqual([]);
  });

  it('finds everything it imports', () => {
    const own = files.filter((path) => /^\.vite\/.*\.c?js$/.test(path));
    const missing = own.flatMap((path) =>
      importsOf(readFileSync(join(content, path), 'utf8'))
        .filter((name) => !isThere(path, name))
        .map((name) => `${path}: ${name}`),
    );
    expect(own.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  function isThere(path: string, name: string): boolean {
    if (name === 'electron' || name.startsWith('node:') || builtinModules.includes(name)) return true;
    if (name.startsWith('.')) return existsSync(join(content, dirname(path), name));
    const [scope = '', rest = ''] = name.split('/');
    return existsSync(join(content, 'node_modules', scope, name.startsWith('@') ? rest : '', 'package.json'));
  }

  it('computes: its core examines itself with the model that it brings', async () => {
    const ports = pathToFileURL(join(content, '.vite/build/electron/hosts/ports/child-process.js')).href;
    const { spawnChildCore } = (await import(ports)) as {
      spawnChildCore: (options: unknown) => { open(name: string): Port; kill(): void; exited: Promise<string> };
    };
    vi.stubEnv('XDG_CONFIG_HOME', join(home, 'config'));
    const core = spawnChildCore({ mode: 'electron', command: 'Pilotlight', threads: 1 });
    try {
      const page = connect(contract, core.open('page'), 'core');
      const modelPath = join(content, 'resources/models/pilotlight-nano.gguf');
      const checks = await page.call('system.doctor', { modelPath });
      const failed = checks.filter(({ ok, name }) => !ok && name !== 'Crash dumps');
      expect(failed).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      core.kill();
      await core.exited;
    }
  });

  it('can be made into installers with the settings that there are', async () => {
    const made = await build({
      targets: Platform.LINUX.createTarget('dir'),
      prepackaged: program,
      projectDir: join(program, '..', '..'),
      config: installerConfig,
    });
    expect(made).toEqual([]);
  });
});

/** Names that a bundled module imports, at its start or later. */
function importsOf(source: string): string[] {
  const places = source.matchAll(
    /(?:^import\s(?:[^'"]*?from\s*)?|^export\s[^'"]*?from\s*|\bimport\()["']([^"'\n]+)["']/gm,
  );
  return [...places].flatMap(([, name]) => name ?? []);
}
