import { constrainedMemory, availableMemory } from 'node:process';
import { totalmem } from 'node:os';
import type { ModelInspection } from '../../../shared/contract/models.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { blockElements, elementCount } from '../files/gguf/gguf-format.ts';
import { describeHeader } from '../files/gguf/describe-gguf.ts';
import type { GgufFile } from '../files/gguf/read-gguf.ts';
import { readGguf } from '../files/gguf/read-gguf.ts';
import type { ModelDescription } from '../trainer/model-description.ts';
import { describeModel } from '../trainer/model-description.ts';

const mebibyte = 2 ** 20;
/** The engine's limit for caches, and what its work space takes. */
const mostCache = 1024 * mebibyte;
const workSpace = 256 * mebibyte;
/** Tokens of context that the engine's streams together hold with prompts of surveys. */
const scoredPositions = 24 * 512;
/** Longest packed sequence of a training, in tokens. */
const trainedTokens = 640;

/**
 * Facts of a model file and whether this machine has the memory for it, estimated from the header. Scoring takes the weights,
 * a 32-bit cache of at most 1 GiB, and work space. Training takes the weights, copies of all matrices for the backward pass
 * (Q8_0 beside quantised weights, otherwise 32-bit), four numbers for each weight of the adapter, and the activations of
 * one sequence of 640 tokens.
 *
 * @throws `file-not-found`, `file-unreadable`, `model-invalid`
 */
export function inspectModel(path: string, rank: number): ModelInspection {
  const file = readGguf(path);
  const trainable = trainableOf(file);
  const template = file.metadata.get('tokenizer.chat_template');
  const forScoring = file.byteLength + cacheBytes(file) + workSpace;
  const forTraining = trainable.model === null ? null : trainingBytes(file, trainable.model, rank);
  const limit = constrainedMemory();
  const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const available = availableMemory();
  return {
    path,
    sizeBytes: file.byteLength,
    facts: describeHeader(file),
    chatTemplate: typeof template === 'string' ? template : '',
    trainingProblem: trainable.problem,
    memory: { forScoring, forTraining, total, available },
    fits: {
      scoring: fitting(forScoring, available),
      training: forTraining === null ? null : fitting(forTraining, available),
    },
  };
}

function trainableOf(file: GgufFile): { model: ModelDescription | null; problem: string | null } {
  try {
    return { model: describeModel(file), problem: null };
  } catch (error) {
    if (error instanceof PilotlightError) return { model: null, problem: error.message };
    throw error;
  }
}

function cacheBytes({ metadata }: GgufFile): number {
  const architecture = String(metadata.get('general.architecture') ?? '');
  const number = (key: string, instead: number): number => {
    const value = metadata.get(`${architecture}.${key}`);
    return typeof value === 'number' ? value : instead;
  };
  const embedding = number('embedding_length', 4096);
  const heads = number('attention.head_count', 32);
  const width = number('attention.head_count_kv', heads) * number('attention.key_length', embedding / heads);
  const perPosition = number('block_count', 32) * 2 * width * 4;
  return Math.min(mostCache, scoredPositions * perPosition);
}

function trainingBytes(file: GgufFile, model: ModelDescription, rank: number): number {
  const matrices = [...file.tensors.values()].filter(({ shape }) => shape.length === 2);
  const copies = matrices.reduce((sum, { type, shape }) => {
    const isQuantised = (blockElements(type) ?? 1) > 1;
    return sum + elementCount(shape) * (isQuantised ? 34 / 32 : 4);
  }, 0);
  const inLayers = matrices.filter(({ name }) => name.startsWith('blk.'));
  const factors = inLayers.reduce((sum, { shape }) => sum + ((shape[0] ?? 0) + (shape[1] ?? 0)), 0);
  // Ranks are stored in steps of 16; value, gradient and two moments.
  const adapter = factors * Math.ceil(rank / 16) * 16 * 4 * 4;
  const feedForward = file.tensors.get('blk.0.ffn_up.weight')?.shape[1] ?? 4 * model.embedding;
  const perToken = 12 * model.embedding + 4 * feedForward + 2 * model.heads * trainedTokens;
  const activations = 2 * model.layers * trainedTokens * perToken * 4;
  return file.byteLength + copies + adapter + activations + workSpace;
}

function fitting(needed: number, available: number): 'yes' | 'tight' | 'no' {
  if (needed > available) return 'no';
  return needed > 0.8 * available ? 'tight' : 'yes';
}
