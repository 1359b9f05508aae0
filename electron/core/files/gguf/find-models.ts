import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ModelSource } from '../../../../shared/contract/models.ts';

/** A model file in the cache of another program. */
export interface ModelPlace {
  readonly path: string;
  readonly source: ModelSource;
  /** As the source calls it. */
  readonly label: string;
  readonly sizeBytes: number;
}

/**
 * GGUF files that are shipped with this program or that LM Studio, Ollama and Hugging Face's programs keep under the home folder. Only
 * folders are read. Projectors for pictures and the later parts of models in several files are left out. What cannot
 * be read is passed over.
 */
export function findModels(paths: { readonly resources: string | null; readonly home: string | null }): ModelPlace[] {
  const { resources, home } = paths;
  const shipped = resources === null ? [] : ggufFiles(join(resources, 'models'), 0);
  const places = shipped.flatMap((path) => place(path, 'shipped', basename(path)));
  if (home === null) return places;
  return [...places, ...inLmStudio(home), ...inOllama(home), ...inHuggingFace(home)];
}

function inLmStudio(home: string): ModelPlace[] {
  const folders = [lmStudioHome(home), join(home, '.lmstudio'), join(home, '.cache', 'lm-studio')];
  const roots = [...new Set(folders.filter((folder) => folder !== null))].map((folder) => join(folder, 'models'));
  return roots.flatMap((root) =>
    ggufFiles(root, 3).flatMap((path) => place(path, 'lm-studio', path.slice(root.length + 1).replaceAll('\\', '/'))),
  );
}

/** LM Studio notes in this file where a person has moved its folder. */
function lmStudioHome(home: string): string | null {
  const pointer = join(home, '.lmstudio-home-pointer');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : null;
}

const manifestSchema = z.object({ layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })) });

/** Ollama keeps files under their hashes; its manifests say which of them is the model called `name:tag`. */
function inOllama(home: string): ModelPlace[] {
  const models = join(home, '.ollama', 'models');
  const root = join(models, 'manifests');
  return filesBelow(root, 4).flatMap((path) => {
    const digest = modelDigest(path);
    if (digest === undefined) return [];
    const [registry = '', ...rest] = path.slice(root.length + 1).split(/[\\/]/);
    const tag = rest.pop() ?? '';
    const name = registry === 'registry.ollama.ai' ? rest.filter((part) => part !== 'library') : [registry, ...rest];
    return place(join(models, 'blobs', digest.replace(':', '-')), 'ollama', `${name.join('/')}:${tag}`);
  });
}

function modelDigest(path: string): string | undefined {
  try {
    const { layers } = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return layers.find(({ mediaType }) => mediaType === 'application/vnd.ollama.image.model')?.digest;
  } catch {
    return undefined;
  }
}

/** `hub/models--<owner>--<name>/snapshots/<revision>/…`; the files there are links. */
function inHuggingFace(home: string): ModelPlace[] {
  const hub = join(home, '.cache', 'huggingface', 'hub');
  const seen = new Set<string>();
  return entriesOf(hub).flatMap(({ name }) => {
    if (!name.startsWith('models--')) return [];
    const repository = name.slice('models--'.length).replace('--', '/');
    return ggufFiles(join(hub, name, 'snapshots'), 3).flatMap((path) => {
      const label = `${repository}/${basename(path)}`;
      // A file stands in every revision that holds it.
      if (seen.has(label)) return [];
      seen.add(label);
      return place(path, 'hugging-face', label);
    });
  });
}

function place(path: string, source: ModelSource, label: string): ModelPlace[] {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || !found.isFile() ? [] : [{ path, source, label, sizeBytes: found.size }];
}

function ggufFiles(folder: string, depth: number): string[] {
  return filesBelow(folder, depth).filter((path) => {
    const name = basename(path).toLowerCase();
    const part = /-(\d{5})-of-\d{5}\.gguf$/.exec(name)?.[1];
    return name.endsWith('.gguf') && !name.includes('mmproj') && (part === undefined || Number(part) === 1);
  });
}

/** Files in a folder and down to `depth` folders below it, by name. */
function filesBelow(folder: string, depth: number): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth > 0 ? filesBelow(path, depth - 1) : [];
    return [path];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
