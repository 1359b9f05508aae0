import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Texts that stand in these bytes as UTF-8 or as UTF-16 of either order. */
export function textsIn(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const wide = Buffer.from(text, 'utf16le');
    return bytes.includes(text) || bytes.includes(wide) || bytes.includes(Buffer.from(wide).swap16());
  });
}

/** Every file below the folders with what it holds of the texts. Files that vanish meanwhile, as temporary ones do, are left out. */
export function textsInFiles(folders: readonly string[], texts: readonly string[]): Record<string, string[]> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return Object.fromEntries(
    paths.flatMap((path) => {
      const bytes = bytesOf(path);
      return bytes === null ? [] : [[path, textsIn(bytes, texts)]];
    }),
  );
}

/** What the files without a name hold that a process has open; only Linux lists them. */
export function textsInUnlinkedFiles(pid: number, texts: readonly string[]): string[] {
  const folder = `/proc/${pid}/fd`;
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => targetOf(path).endsWith('(deleted)'))
    .flatMap((path) => textsIn(bytesOf(path) ?? Buffer.alloc(0), texts));
}

function bytesOf(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
