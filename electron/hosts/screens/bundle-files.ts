import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { screensMissing } from '../../../shared/messages/shell-messages.ts';

export interface BundleFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The files of the screens by the path under which a page asks for them, such as `/assets/index.js`. */
export type BundleFiles = ReadonlyMap<string, BundleFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the folder of the built screens, some megabytes, into memory. Only what was found there can be asked for afterwards:
 * no path of a request ever reaches the file system. Symbolic links and unknown kinds of files are left out.
 *
 * @throws PilotlightError `file-not-found` when the screens have not been built
 */
export function readBundle(folder: string): BundleFiles {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new PilotlightError('file-not-found', screensMissing(folder), { path: folder });
  }
  const files = new Map<string, BundleFile>();
  collect(folder, '/', files);
  const page = files.get('/index.html');
  if (page !== undefined) files.set('/', page);
  return files;
}

function collect(folder: string, address: string, files: Map<string, BundleFile>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const type = types[extname(entry.name)];
    if (entry.isDirectory()) collect(path, `${address}${entry.name}/`, files);
    else if (entry.isFile() && type !== undefined) {
      files.set(`${address}${entry.name}`, { type, bytes: readFileSync(path) });
    }
  }
}
