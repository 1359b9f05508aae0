import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PilotlightError } from '../../../../shared/errors.ts';
import { ggufWriteFailed } from '../../../../shared/messages/model-messages.ts';
import { alignUp, defaultAlignment, ggufMagic, ggufVersion, tensorByteLength, valueType } from './gguf-format.ts';

/** One encoded metadata entry: key, type and value. Made by the functions below or copied with `readRawEntry`. */
export type GgufEntry = Uint8Array;

/**
 * A tensor to write. `data` is called once, when its turn comes, and must give exactly the bytes that type and shape
 * need.
 */
export interface GgufTensorSource {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly data: () => Uint8Array;
}

export function textEntry(key: string, value: string): GgufEntry {
  return entry(key, valueType.text, encodeText(value));
}

/** @param value integer in 0 … 2³²−1 */
export function uint32Entry(key: string, value: number): GgufEntry {
  return entry(key, valueType.uint32, encodeUint32(value));
}

export function float32Entry(key: string, value: number): GgufEntry {
  return entry(key, valueType.float32, new Uint8Array(Float32Array.of(value).buffer));
}

export function float64Entry(key: string, value: number): GgufEntry {
  return entry(key, valueType.float64, new Uint8Array(Float64Array.of(value).buffer));
}

export function booleanEntry(key: string, value: boolean): GgufEntry {
  return entry(key, valueType.boolean, Uint8Array.of(value ? 1 : 0));
}

export function textArrayEntry(key: string, values: readonly string[]): GgufEntry {
  return arrayEntry(key, valueType.text, values.length, values.map(encodeText));
}

export function int32ArrayEntry(key: string, values: readonly number[]): GgufEntry {
  return arrayEntry(key, valueType.int32, values.length, [new Uint8Array(Int32Array.from(values).buffer)]);
}

export function float32ArrayEntry(key: string, values: readonly number[]): GgufEntry {
  return arrayEntry(key, valueType.float32, values.length, [new Uint8Array(Float32Array.from(values).buffer)]);
}

/**
 * A GGUF v3 file in pieces, in order; tensor data is produced one tensor at a time, so a model never has to fit into
 * memory.
 * @throws RangeError for a tensor whose data does not have the size its type and shape need.
 */
export function* encodeGguf(
  entries: readonly GgufEntry[],
  tensors: Iterable<GgufTensorSource>,
): Generator<Uint8Array, void, void> {
  const sources = [...tensors];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, shape, type } of sources) {
    directory.push(encodeText(name), encodeUint32(shape.length), ...shape.map(encodeUint64), encodeUint32(type));
    directory.push(encodeUint64(offset));
    offset += alignUp(requiredBytes(name, type, shape), defaultAlignment);
  }
  const header = [encodeUint32(ggufMagic), encodeUint32(ggufVersion), encodeUint64(sources.length)];
  const head = Buffer.concat([...header, encodeUint64(entries.length), ...entries, ...directory]);
  yield head;
  yield padding(head.length);
  for (const { name, shape, type, data } of sources) {
    const bytes = data();
    if (bytes.length !== requiredBytes(name, type, shape))
      throw new RangeError(`Tensor ${name} has ${bytes.length} bytes.`);
    yield bytes;
    yield padding(bytes.length);
  }
}

/** The complete file as one array, for small files such as adapters. */
export function ggufBytes(entries: readonly GgufEntry[], tensors: Iterable<GgufTensorSource>): Uint8Array {
  return new Uint8Array(Buffer.concat([...encodeGguf(entries, tensors)]));
}

/**
 * Writes a GGUF file that appears under its name only when it is complete and on disk (temporary name in the same
 * folder, fsync, rename). A failed write leaves nothing behind and an older file of that name untouched.
 * @throws PilotlightError `file-write-failed`
 */
export function writeGguf(path: string, entries: readonly GgufEntry[], tensors: Iterable<GgufTensorSource>): void {
  const temporary = `${path}.partial-${process.pid}`;
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      for (const piece of encodeGguf(entries, tensors)) writeFully(descriptor, piece);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (cause) {
    rmSync(temporary, { force: true });
    if (cause instanceof RangeError) throw cause;
    throw new PilotlightError('file-write-failed', ggufWriteFailed(path), {}, { cause });
  }
}

/** Makes the rename itself durable; Windows cannot open folders and does this on its own. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, 1 << 30));
}

function requiredBytes(name: string, type: number, shape: readonly number[]): number {
  const length = tensorByteLength(type, shape);
  if (length === undefined)
    throw new RangeError(`Tensor ${name} cannot have type ${type} and shape ${shape.join('×')}.`);
  return length;
}

function entry(key: string, type: number, value: Uint8Array): GgufEntry {
  return Buffer.concat([encodeText(key), encodeUint32(type), value]);
}

function arrayEntry(key: string, type: number, length: number, values: readonly Uint8Array[]): GgufEntry {
  return entry(key, valueType.array, Buffer.concat([encodeUint32(type), encodeUint64(length), ...values]));
}

function padding(length: number): Uint8Array {
  return new Uint8Array(alignUp(length, defaultAlignment) - length);
}

function encodeText(value: string): Uint8Array {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([encodeUint64(bytes.length), bytes]);
}

function encodeUint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function encodeUint64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
