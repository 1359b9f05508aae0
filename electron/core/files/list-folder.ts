import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, normalize, parse } from 'node:path';
import type { FolderListing, ListedFile, Place } from '../../../shared/contract/files.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { folderMissing, folderUnreadable, pathNotAbsolute } from '../../../shared/messages/shell-messages.ts';

/** A person chooses among fewer; a folder of a million files would only fill the connection. */
const mostEntries = 5000;

/**
 * Lists a folder for choosing a file: names, kinds and sizes of what is not hidden. The rights of the account are the limit,
 * as in any dialog for opening files. Links are shown as what they lead to, and not at all when they lead nowhere.
 *
 * @param extensions endings without a dot that files must have, in any case; empty for all files
 * @throws PilotlightError `usage` for a path that is not absolute, `file-not-found`, `file-unreadable`
 */
export async function listFolder(folder: string, extensions: readonly string[]): Promise<FolderListing> {
  if (!isAbsolute(folder)) throw new PilotlightError('usage', pathNotAbsolute(folder));
  const path = normalize(folder);
  const names = await namesIn(path);
  const wanted = extensions.map((extension) => `.${extension.toLowerCase()}`);
  const entries: ListedFile[] = [];
  let truncated = false;
  for (const name of names.filter((name) => !name.startsWith('.')).sort(byName)) {
    const entry = describe(path, name);
    if (entry === null || (entry.kind === 'file' && !hasEnding(name, wanted))) continue;
    truncated = entries.length === mostEntries;
    if (truncated) break;
    entries.push(entry);
  }
  const ofKind = (kind: ListedFile['kind']): ListedFile[] => entries.filter((entry) => entry.kind === kind);
  const parent = dirname(path);
  return {
    path,
    parent: parent === path ? null : parent,
    entries: [...ofKind('folder'), ...ofKind('file')],
    truncated,
  };
}

/** The home folder, those of its usual folders that exist, and the tops of the file system. */
export function startingPlaces(): { readonly home: string; readonly places: Place[] } {
  const home = homedir();
  const inHome = ['Desktop', 'Documents', 'Downloads'].map((name) => ({ name, path: join(home, name) }));
  const candidates = [{ name: 'Home', path: home }, ...inHome, ...topPlaces(home)];
  return { home, places: candidates.filter(({ path }) => existsSync(path)) };
}

function topPlaces(home: string): Place[] {
  if (process.platform !== 'win32') {
    const disks = process.platform === 'darwin' ? '/Volumes' : '/media';
    return [
      { name: 'Disks', path: disks },
      { name: 'Computer', path: parse(home).root },
    ];
  }
  return Array.from('CDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => ({ name: `${letter}:`, path: `${letter}:\\` }));
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new PilotlightError('file-not-found', folderMissing(path), { path }, { cause });
    }
    throw new PilotlightError('file-unreadable', folderUnreadable(path), { path }, { cause });
  }
}

function describe(folder: string, name: string): ListedFile | null {
  try {
    const found = statSync(join(folder, name));
    if (found.isDirectory()) return { name, kind: 'folder', sizeBytes: null };
    return found.isFile() ? { name, kind: 'file', sizeBytes: found.size } : null;
  } catch {
    // A link that leads nowhere, or a file that has gone meanwhile.
    return null;
  }
}

function hasEnding(name: string, endings: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return endings.length === 0 || endings.some((ending) => lower.endsWith(ending));
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
