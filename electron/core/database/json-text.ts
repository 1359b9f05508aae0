import { z } from 'zod';

/** A value as JSON text. Throws on values JSON cannot hold at the top level (undefined, functions). */
export function toJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('Only JSON values can be stored.');
  return text;
}

/** A column of JSON text, parsed to an unknown value that the caller narrows with its own schema. */
export const jsonColumn = z.string().transform((text): unknown => JSON.parse(text));
export const nullableJsonColumn = z
  .string()
  .nullable()
  .transform((text): unknown => (text === null ? null : JSON.parse(text)));

/** A column of JSON text whose value has to fit a schema. */
export function jsonColumnOf<Output>(schema: z.ZodType<Output>) {
  return jsonColumn.pipe(schema);
}
