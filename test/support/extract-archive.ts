import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

interface Folder {
  readonly files: Readonly<Record<string, Entry>>;
}
interface File {
  readonly size: number;
  readonly offset?: string | undefined;
  readonly unpacked?: boolean | undefined;
}
type Entry = Folder | File;

const fileSchema = z.object({ size: z.int(), offset: z.string().optional(), unpacked: z.boolean().optional() });
const folderSchema: z.ZodType<Folder> = z.lazy(() =>
  z.object({ files: z.record(z.string(), z.union([folderSchema, fileSchema])) }),
);

/** Writes the content of an asar archive, with what lies unpacked beside it, into a folder. Links are refused. */
export function extractArchive(archive: string, target: string): void {
  const bytes = readFileSync(archive);
  // Lengths in 32 bits: of the next field, of the header with its length, of the header's text with its length, of the text.
  const start = 8 + bytes.readUInt32LE(4);
  const text = bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8');
  const write = (entry: Entry, path: string): void => {
    if ('files' in entry) {
      for (const [name, child] of Object.entries(entry.files)) write(child, join(path, name));
      return;
    }
    const to = join(target, path);
    mkdirSync(dirname(to), { recursive: true });
    if (entry.unpacked === true) {
      cpSync(join(`${archive}.unpacked`, path), to);
      return;
    }
    const from = start + Number(entry.offset);
    writeFileSync(to, bytes.subarray(from, from + entry.size));
  };
  write(folderSchema.parse(JSON.parse(text)), '');
}
