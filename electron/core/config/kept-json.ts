import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.ts';

/** A small JSON file in the person's configuration folder; what is missing, damaged or of another shape counts as absent. */
export interface KeptJson<Value> {
  read(): Value | undefined;
  /** Throws `file-write-failed`. */
  write(value: Value): void;
}

export function keptJson<Value>(path: string, schema: z.ZodType<Value>): KeptJson<Value> {
  return {
    read() {
      if (!existsSync(path)) return undefined;
      try {
        return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
      } catch {
        return undefined;
      }
    },
    write: (value) => writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`),
  };
}
