import { windowIcon } from '../installation/installed-files.ts';
import type { Target } from './shipped-packages.ts';

/** Folders whose whole content belongs to the program, by their path in the source tree. */
const ownFolders = ['.vite/build', '.vite/preload', 'build/renderer', 'resources'];
const ownFiles = ['package.json', 'LICENSE'];

/** What no running program reads: declarations, source maps, sources in other languages and texts. */
const unread =
  /\.(?:map|md|markdown|flow|[cm]?tsx?|c|cc|cpp|h|hpp|gyp|gypi|cmake|bundle)$|\/(?:CMakeLists\.txt|Makefile|\.[^/]+)$/i;
const unreadFolders = /\/(?:\.bin|\.github|__tests__)(?:\/|$)/;
/** Folders of native packages that hold what their binaries were made of. */
const nativeSources =
  /^node_modules\/(?:better-sqlite3\/(?:deps|src)|koffi\/vendor|node-llama-cpp\/(?:templates|llama\/(?:addon|cmake|patches|profiles|toolchains|xpack|gpuInfo)))(?:\/|$)/;
const prebuilt = /^node_modules\/better-sqlite3\/prebuilds\/(.+)\.node$/;

/**
 * Decides what goes into the program: its bundles, its resources, and of the packages it needs what a running program reads.
 * The decision is made for folders too; what lies in a refused folder is never looked at.
 *
 * @param packages folders of the packages, such as `node_modules/zod`
 */
export function createShippedFilter(packages: ReadonlySet<string>, target: Target): (path: string) => boolean {
  const onTheWay = new Set([...packages, ...ownFolders].flatMap(foldersAbove));
  return (path) => {
    if (path === '' || ownFiles.includes(path) || onTheWay.has(path)) return true;
    if (ownFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))) return isOwn(path, target);
    const folder = packageOf(path);
    return packages.has(folder) && (path === folder || isRead(path, path.slice(folder.length), target));
  };
}

/** The command line, which cannot run without a Node of its own, and with it the only code that listens to a network. */
const commandLine = /^\.vite\/build\/electron\/cli\/(?:serve|start|commands|program|main\.js$)/;
/** Scripts that make the resources, and their folders. */
const makers = /^resources\/(?:models\/nano\/[a-z]+$|.*\.tsx?$)/;

/** Icons are built into the program where it is put together; a window on Linux alone reads one of them. */
const icons = /^resources\/icons(?:\/|$)/;
const windowIconPath = [windowIcon, ...foldersAbove(windowIcon)];

function isOwn(path: string, target: Target): boolean {
  if (icons.test(path)) return target.platform === 'linux' && windowIconPath.includes(path);
  return !path.endsWith('.map') && !commandLine.test(path) && !makers.test(path);
}

function isRead(path: string, inside: string, target: Target): boolean {
  if (inside.endsWith('/node_modules')) return false;
  const [, binary] = prebuilt.exec(path) ?? [];
  if (binary !== undefined) return binary === `${target.platform}-${target.arch}`;
  return !unread.test(inside) && !unreadFolders.test(inside) && !nativeSources.test(path);
}

/** The package that a path lies in: up to the name after the last `node_modules`. */
function packageOf(path: string): string {
  const parts = path.split('/');
  const start = parts.lastIndexOf('node_modules') + 1;
  if (start === 0) return '';
  return parts.slice(0, start + (parts[start]?.startsWith('@') === true ? 2 : 1)).join('/');
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index).join('/'));
}
