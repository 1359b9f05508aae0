import { readGguf, readRawEntry, readTensorBytes } from '../../electron/core/files/gguf/read-gguf.ts';
import { writeGguf, type GgufEntry } from '../../electron/core/files/gguf/write-gguf.ts';

/** Copies a model file; entries given by key are added or take the place of its own. */
export function copyModel(from: string, to: string, changed: ReadonlyMap<string, GgufEntry>): void {
  const file = readGguf(from);
  const kept = [...file.metadata.keys()].filter((key) => !changed.has(key)).map((key) => readRawEntry(file, key));
  const tensors = [...file.tensors.values()].map(({ name, shape, type }) => ({
    name,
    shape,
    type,
    data: () => readTensorBytes(file, name),
  }));
  writeGguf(to, [...kept, ...changed.values()], tensors);
}
