import { z } from 'zod';

/** Some packages name one system as a text. */
const names = z.union([z.array(z.string()), z.string().transform((name) => [name])]).optional();

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  os: names,
  cpu: names,
  libc: names,
});
type LockedPackage = z.infer<typeof packageSchema>;

const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });
export type Lock = z.infer<typeof lockSchema>;

export function parseLock(text: string): Lock {
  return lockSchema.parse(JSON.parse(text));
}

/** The machine that a package is made for. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/**
 * llama.cpp's binaries that are shipped: for the processor, and for graphics through Vulkan or Metal. Those for CUDA are seven
 * times as large as all others together and Vulkan drives the same cards, so they are not.
 */
export function llamaPackages({ platform, arch }: Target): readonly string[] {
  const system = platform === 'darwin' ? 'mac' : platform === 'win32' ? 'win' : platform;
  if (system === 'mac' && arch === 'arm64') return ['@node-llama-cpp/mac-arm64-metal'];
  const plain = `@node-llama-cpp/${system}-${arch}`;
  return system === 'mac' || arch !== 'x64' ? [plain] : [plain, `${plain}-vulkan`];
}

/** Used by the command line alone, which is not part of the window's program. */
const commandLinePackages = ['commander', 'ws'];

/**
 * Folders, such as `node_modules/zod`, of all packages that the program needs where it runs: its dependencies and theirs, none
 * that only build or test it, and of native ones only those for the target.
 *
 * @throws Error when the lock file lacks a package that is needed
 */
export function shippedPackages(lock: Lock, target: Target): ReadonlySet<string> {
  const all = Object.keys(lock.packages['']?.dependencies ?? {});
  const own = all.filter((name) => !commandLinePackages.includes(name));
  return closureOf(lock, own, (name, path) => fits(packageAt(lock, path), name, target));
}

/** Packages with all that they depend on, and those of their optional ones that are wanted. */
function closureOf(
  lock: Lock,
  names: readonly string[],
  isWanted: (name: string, path: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = names.map((name) => locate(lock, '', name) ?? missing(name, 'the program'));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const { dependencies, optionalDependencies } = packageAt(lock, next);
    for (const name of Object.keys(dependencies)) {
      if (!(name in optionalDependencies)) waiting.push(locate(lock, next, name) ?? missing(name, next));
    }
    for (const name of Object.keys(optionalDependencies)) {
      const path = locate(lock, next, name);
      if (path !== null && isWanted(name, path)) waiting.push(path);
    }
  }
  return found;
}

function packageAt(lock: Lock, path: string): LockedPackage {
  return lock.packages[path] ?? missing(path, 'the lock file');
}

function missing(name: string, where: string): never {
  throw new Error(`The package ${name}, which ${where} needs, is not in the lock file.`);
}

/** Where Node finds a package from a folder: beside it, or in the nearest folder above. */
function locate(lock: Lock, from: string, name: string): string | null {
  for (let folder = from; ;) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in lock.packages) return path;
    if (folder === '') return null;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above < 0 ? '' : folder.slice(0, above);
  }
}

function fits({ os, cpu, libc }: LockedPackage, name: string, target: Target): boolean {
  if (name.startsWith('@node-llama-cpp/')) return llamaPackages(target).includes(name);
  const isOfSystem = os === undefined || os.includes(target.platform);
  const isOfProcessor = cpu === undefined || cpu.includes(target.arch);
  return isOfSystem && isOfProcessor && (libc === undefined || libc.includes('glibc'));
}

/** Packages that the screens are made of; they lie in the bundle of the screens and in no folder of their own. */
const screenPackages = [
  '@fontsource-variable/inter',
  '@fontsource/jetbrains-mono',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  'react',
  'react-aria-components',
  'react-dom',
];

/** Folders of the packages that are part of the bundled screens, with what they depend on. */
export function bundledPackages(lock: Lock): ReadonlySet<string> {
  return closureOf(lock, screenPackages, () => false);
}
