import { z } from 'zod';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

/** Sets one fact about the project, such as its identifier. */
export function setMeta(db: WriteDb, key: string, value: string): void {
  db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
    key,
    value,
  ]);
}

export function getMeta(db: ReadDb, key: string): string | undefined {
  return db.get('SELECT value FROM meta WHERE key = ?', [key], z.object({ value: z.string() }))?.value;
}
