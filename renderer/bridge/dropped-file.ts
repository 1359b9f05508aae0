import { z } from 'zod';

export type DroppedKind = 'data' | 'project' | 'recipe' | 'model' | 'unknown';

/** A file that was dropped on the page; a browser hides where it lies. */
export type DroppedFile =
  { readonly kind: DroppedKind; readonly path: string } | { readonly kind: 'hidden'; readonly name: string };

const droppedSchema = z.object({ type: z.literal('dropped-paths'), paths: z.array(z.string()).min(1) });

/** Endings of the data files that can be imported. */
export const dataEndings = ['csv', 'tsv', 'tab', 'txt', 'dat'] as const;
export const recipeEndings = ['yaml', 'yml'] as const;

const endings: readonly (readonly [DroppedKind, readonly string[]])[] = [
  ['data', dataEndings],
  ['project', ['pilotlight']],
  ['recipe', recipeEndings],
  ['model', ['gguf']],
];

/** What a path is, by its ending. */
export function kindOfPath(path: string): DroppedKind {
  const lower = path.toLowerCase();
  return endings.find(([, own]) => own.some((ending) => lower.endsWith(`.${ending}`)))?.[0] ?? 'unknown';
}

/** The file of a message of the shell about dropped files: the first that something can be done with, or the first; null for other messages. */
export function droppedFile(message: unknown): DroppedFile | null {
  const parsed = droppedSchema.safeParse(message);
  if (!parsed.success) return null;
  const files = parsed.data.paths.map((path) => ({ kind: kindOfPath(path), path }));
  return files.find(({ kind }) => kind !== 'unknown') ?? files[0] ?? null;
}
