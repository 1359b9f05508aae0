import { basename } from 'node:path';
import { elementCount, formatName } from './gguf-format.ts';
import type { GgufFile } from './read-gguf.ts';
import { readGguf } from './read-gguf.ts';

/** Facts about a model file that a person chooses by. Empty text where the file does not say. */
export interface ModelDescription {
  readonly name: string;
  readonly architecture: string;
  readonly description: string;
  readonly licence: string;
  /** Number of weights. */
  readonly parameters: number;
  /** Format of most weights, such as `Q4_K`. */
  readonly quantisation: string;
  /** Tokens. */
  readonly contextLength: number;
  readonly hasChatTemplate: boolean;
}

/** Reads the facts from the header of a GGUF file. Throws as `readGguf` does. */
export function describeGguf(path: string): ModelDescription {
  return describeHeader(readGguf(path));
}

/** The same facts from a header that has been read. */
export function describeHeader({ path, metadata, tensors }: GgufFile): ModelDescription {
  const text = (key: string): string => {
    const value = metadata.get(key);
    return typeof value === 'string' ? value : '';
  };
  const architecture = text('general.architecture');
  return {
    name: text('general.name') || basename(path),
    architecture,
    description: text('general.description'),
    licence: text('general.license'),
    parameters: [...tensors.values()].reduce((sum, tensor) => sum + elementCount(tensor.shape), 0),
    quantisation: mostFrequentFormat(tensors),
    contextLength: Number(metadata.get(`${architecture}.context_length`) ?? 0),
    hasChatTemplate: text('tokenizer.chat_template') !== '',
  };
}

/** The format that holds the most weights. */
function mostFrequentFormat(tensors: GgufFile['tensors']): string {
  const weights = new Map<number, number>();
  for (const { type, shape } of tensors.values()) weights.set(type, (weights.get(type) ?? 0) + elementCount(shape));
  const [most] = [...weights].sort(([, a], [, b]) => b - a);
  return most === undefined ? '' : formatName(most[0]);
}
