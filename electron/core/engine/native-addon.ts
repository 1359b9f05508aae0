import { getModuleVersion } from 'node-llama-cpp';
import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import { PilotlightError } from '../../../shared/errors.ts';
import { engineVersionDiffers } from '../../../shared/messages/model-messages.ts';

/**
 * The native objects behind node-llama-cpp's classes. Its public interface offers neither batches composed by the
 * caller, nor copies of a sequence, nor a sampler that outlives one call; scoring needs all three. They are not part of
 * its public types, so the version is pinned, everything taken from it is checked, and a test compares the results with
 * the public interface.
 */
const pinnedVersion = '3.22.1';

export interface NativeContext {
  initBatch(tokens: number): void;
  /** Returns the rows of the batch whose logits can be read. */
  addToBatch(sequence: number, position: number, tokens: Uint32Array, logitIndexes: Uint32Array): Uint32Array;
  decodeBatch(): Promise<void>;
  /** Row, sampler, probabilities?, confidence?, logits?, total weight? */
  sampleToken(
    row: number,
    sampler: NativeSampler,
    probabilities: false,
    confidence: false,
    logits: true | LogitFilter,
    totalWeight: boolean,
  ): Promise<unknown>;
  disposeSequence(sequence: number): void;
  removeTokenCellsFromSequence(sequence: number, from: number, to: number): boolean;
  copySequenceStateFromOtherSequence(target: number, source: number): Promise<number>;
}

/** Tokens, include the largest?, the smallest?, the selected one?, how many of the top. */
export type LogitFilter = readonly [
  tokens: readonly number[],
  largest: boolean,
  smallest: boolean,
  selected: boolean,
  top: number,
];

export interface NativeSampler {
  applyConfig(config: object): void;
  dispose(): void;
}

export interface NativeTemplate {
  render(values: Record<string, unknown>): unknown;
}

/** Throws `engine-failed` when another version of node-llama-cpp is installed than the one this file was written for. */
export async function requirePinnedVersion(): Promise<void> {
  const version = await getModuleVersion();
  if (version !== pinnedVersion)
    throw new PilotlightError('engine-failed', engineVersionDiffers(pinnedVersion, version));
}

export function nativeContextOf(context: LlamaContext): NativeContext {
  return checked(Reflect.get(context, '_ctx'), isNativeContext);
}

/** A sampler that always selects the most probable token and changes no logits. */
export function newSampler(llama: Llama, model: LlamaModel): NativeSampler {
  const sampler = checked(construct(llama, 'AddonSampler', Reflect.get(model, '_model')), isNativeSampler);
  sampler.applyConfig({});
  return sampler;
}

/** llama.cpp's own Jinja engine. Throws when the template cannot be parsed. */
export function newTemplate(llama: Llama, source: string): NativeTemplate {
  return checked(construct(llama, 'AddonJinjaRenderer', source), isNativeTemplate);
}

function construct(llama: Llama, name: string, argument: unknown): unknown {
  const bindings: unknown = Reflect.get(llama, '_bindings');
  const constructor: unknown =
    typeof bindings === 'object' && bindings !== null ? Reflect.get(bindings, name) : undefined;
  return typeof constructor === 'function' ? Reflect.construct(constructor, [argument]) : undefined;
}

function checked<T>(value: unknown, isValid: (value: unknown) => value is T): T {
  if (!isValid(value)) throw new PilotlightError('engine-failed', engineVersionDiffers(pinnedVersion, 'unknown'));
  return value;
}

function isNativeContext(value: unknown): value is NativeContext {
  return hasMethods(value, [
    'initBatch',
    'addToBatch',
    'decodeBatch',
    'sampleToken',
    'disposeSequence',
    'removeTokenCellsFromSequence',
    'copySequenceStateFromOtherSequence',
  ]);
}

function isNativeSampler(value: unknown): value is NativeSampler {
  return hasMethods(value, ['applyConfig', 'dispose']);
}

function isNativeTemplate(value: unknown): value is NativeTemplate {
  return hasMethods(value, ['render']);
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
