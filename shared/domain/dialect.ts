import { z } from 'zod';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

function isOneCharacter(text: string): boolean {
  return text.length === 1 && text !== '\n' && text !== '\r';
}

/** How a delimited text file is written. `auto` is found out from the file. */
export const dialectSchema = z.strictObject({
  /** `auto`, or the one character between two fields. */
  delimiter: z
    .string()
    .refine((text) => text === 'auto' || isOneCharacter(text), { error: 'must be "auto" or one character' }),
  /** `auto`, the one character around fields that hold delimiters or line ends, or "" for none. It is doubled inside. */
  quote: z.string().refine((text) => text === 'auto' || text === '' || isOneCharacter(text), {
    error: 'must be "auto", one character, or "" for none',
  }),
  encoding: z.enum(['auto', ...encodings]),
  decimal: z.enum(['auto', '.', ',']),
  /** Mark between groups of three digits; "" for none, and then "1,234" is no number. */
  thousands: z.enum(['', ',', '.', ' ', "'"]),
  /** `qualtrics`: three rows with names, question texts and import ids. `none`: columns are called V1, V2, ... */
  header: z.enum(['auto', 'plain', 'qualtrics', 'none']),
  /** Whether blanks at both ends of a field are removed. */
  trim: z.boolean(),
  /** Codes that mean "no answer" in every variable. */
  missing: z.array(z.string()),
});
export type Dialect = z.infer<typeof dialectSchema>;

export const defaultDialect: Dialect = {
  delimiter: 'auto',
  quote: 'auto',
  encoding: 'auto',
  decimal: 'auto',
  thousands: '',
  header: 'auto',
  trim: true,
  missing: [],
};

/** A dialect in which nothing is left to be found out. */
export const resolvedDialectSchema = dialectSchema.extend({
  delimiter: z.string().refine(isOneCharacter),
  quote: z.string().refine((text) => text === '' || isOneCharacter(text)),
  encoding: z.enum(encodings),
  decimal: z.enum(['.', ',']),
  header: z.enum(['plain', 'qualtrics', 'none']),
});
export type ResolvedDialect = z.infer<typeof resolvedDialectSchema>;
