import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PilotlightError } from '../../../shared/errors.ts';
import { networkCodeFound } from '../../../shared/messages/core-messages.ts';

/** Folders of the program's own source. */
const folders = ['shared', 'electron', 'renderer'];

const builtIn = 'http|https|http2|net|tls|dgram|dns|inspector|quic';
const packages = 'undici|ws|axios|got|node-fetch|ky|socket\\.io(?:-client)?|electron-updater|@sentry/[\\w-]+';
const imports = new RegExp(
  `(?:\\bfrom|\\bimport|\\brequire|\\bgetBuiltinModule)\\s*\\(?\\s*(['"])(?:node:)?(${builtIn}|${packages})(?:/[\\w/.-]*)?\\1`,
  'g',
);
const calls =
  /(?<![.\w])(?:globalThis\.|window\.)?fetch\s*\(|\bnew\s+(?:WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection)\b|\bsendBeacon\s*\(/g;

/** What a folder may hold, since nothing can go out through it. */
interface Exception {
  readonly folder: string;
  readonly why: string;
  /** The whole statement or call must fit. */
  readonly allowed: RegExp;
}

const exceptions: readonly Exception[] = [
  {
    folder: 'electron/cli/serve/',
    why: 'the server for a browser on this machine listens and never connects',
    // Types, and the two functions that listen.
    allowed:
      /^import (?:type \{[^}]*\}|\{ ?(?:createServer|WebSocketServer)(?:, type \w+)* ?\}) from (['"])(?:(?:node:)?http|ws)\1$/,
  },
  {
    folder: 'renderer/bridge/',
    why: 'a page in a browser connects to that server; its content policy forbids any other address',
    allowed: /^new\sWebSocket$/,
  },
];

export interface NetworkCode {
  /** Relative to the folder that was searched. */
  readonly file: string;
  /** The import or call as it stands there. */
  readonly text: string;
}

/** Imports of network modules and calls of network functions in the program's source below a folder, and the number of files. */
export function findNetworkCode(root: string): { readonly found: NetworkCode[]; readonly files: number } {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => sourceFiles(root, folder));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const places = [...source.matchAll(imports), ...source.matchAll(calls)];
    return places.filter((place) => !isException(file, source, place)).map(([text]) => ({ file, text }));
  });
  return { found, files: files.length };
}

function isException(file: string, source: string, { 0: text, index }: RegExpExecArray): boolean {
  const start = text.startsWith('new ') ? index : source.lastIndexOf('import', index);
  const statement = source.slice(start, index + text.length).replaceAll(/\s+/g, ' ');
  return exceptions.some(({ folder, allowed }) => file.startsWith(folder) && allowed.test(statement));
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isOfOthers(path) ? [] : sourceFiles(root, path);
    return /\.(?:[cm]?[jt]s|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Libraries, also where the built screens are one file with theirs. */
function isOfOthers(folder: string): boolean {
  return folder.endsWith('/node_modules') || folder === 'renderer/assets';
}

/** Says that the installed program holds no network code, or throws with the places where it does. */
export function checkModules(): string {
  const { found, files } = findNetworkCode(fileURLToPath(new URL('../../..', import.meta.url)));
  if (found.length > 0) throw new PilotlightError('internal', networkCodeFound(found.map(({ file }) => file)));
  const told = exceptions.map(({ folder, why }) => `${folder} (${why})`).join(' and ');
  return `none of the ${files} source files imports a network module or calls a network function, apart from ${told}`;
}
