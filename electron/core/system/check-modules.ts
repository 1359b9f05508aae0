import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PilotlightError } from '../../../shared/errors.ts';
import { networkCodeFound } from '../../../shared/messages.ts';

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
    return [...source.matchAll(imports), ...source.matchAll(calls)].map(([text]) => ({ file, text }));
  });
  return { found, files: files.length };
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(root, path);
    return /\.(?:[cm]?[jt]s|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Says that the installed program holds no network code, or throws with the places where it does. */
export function checkModules(): string {
  const { found, files } = findNetworkCode(fileURLToPath(new URL('../../..', import.meta.url)));
  if (found.length > 0) throw new PilotlightError('internal', networkCodeFound(found.map(({ file }) => file)));
  return `none of the ${files} source files imports a network module or calls a network function`;
}
