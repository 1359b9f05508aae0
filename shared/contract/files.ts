import { z } from 'zod';
import { query } from '../rpc/define.ts';

export const listedFileSchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  /** Bytes of a file; null for a folder. */
  sizeBytes: z.int().nullable(),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

export const folderListingSchema = z.object({
  /** Absolute path of the folder. */
  path: z.string(),
  /** The folder above, or null at the top. */
  parent: z.string().nullable(),
  /** Folders first, each in the order of their names. */
  entries: z.array(listedFileSchema),
  /** True when the folder holds more than the listing. */
  truncated: z.boolean(),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

export const placeSchema = z.object({ name: z.string(), path: z.string() });
export type Place = z.infer<typeof placeSchema>;

/** For choosing a file where the shell has no dialog of its own. Names, kinds and sizes only; nothing is opened. */
export const filesContract = {
  /**
   * The folders and files of a folder, without hidden ones. `extensions`, such as `csv` or `gguf`, keeps only files with one
   * of these endings; an empty list keeps all.
   */
  'files.list': query(
    z.strictObject({ path: z.string().min(1), extensions: z.array(z.string()).default([]) }),
    folderListingSchema,
  ),
  /** Where a choice may start: the home folder, places in it that exist, and the tops of the file system. */
  'files.home': query(z.strictObject({}), z.object({ home: z.string(), places: z.array(placeSchema) })),
};
