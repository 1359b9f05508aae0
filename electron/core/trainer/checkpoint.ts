import { createHash } from 'node:crypto';
import { PilotlightError } from '../../../shared/errors.ts';
import { checkpointUnusable } from '../../../shared/messages/model-messages.ts';
import { readTensorBytes, type GgufFile } from '../files/gguf/read-gguf.ts';
import type { Ggml } from './ggml-library.ts';
import type { ParameterStore } from './parameters.ts';
import { elements, readTensor, writeTensor, type Tensor } from './tensor-builder.ts';
import type { TrainingMode } from './training-types.ts';

/*
 * Layout, little-endian: 8 bytes magic, uint32 steps, 32 bytes fingerprint, 32 bytes SHA-256 of everything behind it,
 * then for each group values, first and second moments as 32-bit numbers.
 */
const magic = 'PLTRAIN1';
const headerBytes = 8 + 4 + 32 + 32;

/** What a checkpoint must agree on: the model's directory and a sample of its numbers, and what is trained how. */
export function fingerprintTraining(file: GgufFile, mode: TrainingMode): Uint8Array {
  const hash = createHash('sha256');
  const setting = mode.kind === 'lora' ? [mode.rank, mode.alpha, mode.layers ?? 'all'] : [];
  hash.update(JSON.stringify([mode.kind, ...setting]));
  hash.update(JSON.stringify([...file.tensors.values()].map(({ name, shape, type }) => [name, shape, type])));
  for (const name of ['output_norm.weight', 'blk.0.attn_norm.weight', 'blk.0.attn_k.weight']) {
    if (file.tensors.has(name)) hash.update(readTensorBytes(file, name));
  }
  return hash.digest();
}

export function encodeCheckpoint(
  ggml: Ggml,
  store: ParameterStore,
  steps: number,
  fingerprint: Uint8Array,
): Uint8Array {
  const parts = stateTensors(store).map((tensor) => {
    const values = readTensor(ggml, tensor);
    return new Uint8Array(values.buffer);
  });
  const body = Buffer.concat(parts);
  const count = Buffer.alloc(4);
  count.writeUInt32LE(steps);
  const digest = createHash('sha256').update(body).digest();
  return new Uint8Array(Buffer.concat([Buffer.from(magic, 'latin1'), count, fingerprint, digest, body]));
}

/**
 * Writes a saved state into the store.
 * @returns the steps taken
 * @throws PilotlightError `trainer-failed` when the bytes are damaged or belong to another model or setting; nothing is
 * changed then
 */
export function decodeCheckpoint(
  ggml: Ggml,
  store: ParameterStore,
  bytes: Uint8Array,
  fingerprint: Uint8Array,
): number {
  const fail = (reason: string): never => {
    throw new PilotlightError('trainer-failed', checkpointUnusable(reason));
  };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < headerBytes || buffer.toString('latin1', 0, 8) !== magic)
    fail('it is not a saved training state');
  if (!buffer.subarray(12, 44).equals(fingerprint)) fail('it belongs to another model or other settings');
  const tensors = stateTensors(store);
  const expected = tensors.reduce((sum, tensor) => sum + 4 * elements(tensor), 0);
  const body = buffer.subarray(headerBytes);
  if (body.length !== expected) fail('it has another size');
  if (!createHash('sha256').update(body).digest().equals(buffer.subarray(44, 76))) fail('it is damaged');
  let start = 0;
  for (const tensor of tensors) {
    const length = 4 * elements(tensor);
    writeTensor(ggml, tensor, body.subarray(start, start + length));
    start += length;
  }
  return buffer.readUInt32LE(8);
}

function stateTensors(store: ParameterStore): Tensor[] {
  return store.groups.flatMap(({ value, moment1, moment2 }) => [value, moment1, moment2]);
}
