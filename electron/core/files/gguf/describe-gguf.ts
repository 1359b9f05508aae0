import { basename } from 'node:path';
import { elementCount } from './gguf-format.ts';
import { readGguf } from './read-gguf.ts';

/** Facts about a model file that a person chooses by. Empty text where the file does not say. */
export interface ModelDescription {
  readonly name: string;
  readonly architecture: string;
  readonly description: string;
  readonly licence: string;
  /** Number of weights. */
  readonly parameters: number;
  /** Tokens. */
  readonly contextLength: number;
  readonly hasChatTemplate: boolean;
}

/** Reads the facts from the header of a GGUF file. Throws as `readGguf` does. */
export function describeGguf(path: string): ModelDescription {
  const { metadata, tensors } = readGguf(path);
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
    contextLength: Number(metadata.get(`${architecture}.context_length`) ?? 0),
    hasChatTemplate: text('tokenizer.chat_template') !== '',
  };
}
