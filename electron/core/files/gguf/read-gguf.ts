import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  ggufDamaged,
  ggufMissing,
  ggufNotGguf,
  ggufUnreadable,
  ggufVersionUnknown,
} from '../../../../shared/messages/model-messages.ts';
import {
  alignUp,
  defaultAlignment,
  ggufMagic,
  ggufVersion,
  tensorByteLength,
  valueType,
  type GgufValue,
} from './gguf-format.ts';

/** One tensor of the directory. `shape` lists the fastest-varying dimension first, as in ggml. */
export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  /** Position of the data from the start of the file, in bytes. */
  readonly position: number;
  /** Undefined when the tensor type is unknown here. */
  readonly byteLength: number | undefined;
}

/** Where an encoded metadata entry (key, type and value) lies in the file, for copying it unchanged. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Header of a GGUF file. The file is not kept open. */
export interface GgufFile {
  readonly path: string;
  readonly byteLength: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly entryRanges: ReadonlyMap<string, ByteRange>;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  readonly alignment: number;
}

const chunkBytes = 1 << 20;
const maximumDimensions = 4;
/** A header that claims more than this is damaged: no allocation may depend on unchecked numbers. */
const maximumEntries = 1 << 24;
const maximumArrayDepth = 4;

/**
 * Reads metadata and tensor directory of a GGUF v3 file, however large its header is.
 * @throws PilotlightError `file-not-found`, `file-unreadable`, or `model-invalid` for a file that is not GGUF, has
 * another version, ends early or contradicts itself.
 */
export function readGguf(path: string): GgufFile {
  const descriptor = open(path);
  try {
    const byteLength = fstatSync(descriptor).size;
    return parseHeader(new HeaderCursor(path, descriptor, byteLength), path, byteLength);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Bytes of one tensor, as stored. @throws PilotlightError `not-found`, `model-invalid` for unknown types and early
 * ends.
 */
export function readTensorBytes(file: GgufFile, name: string): Uint8Array {
  const tensor = file.tensors.get(name);
  if (tensor === undefined) throw new PilotlightError('not-found', ggufDamaged(file.path, `tensor ${name} is missing`));
  if (tensor.byteLength === undefined) {
    throw new PilotlightError(
      'model-invalid',
      ggufDamaged(file.path, `tensor ${name} has unknown type ${tensor.type}`),
    );
  }
  return readRange(file.path, tensor.position, tensor.byteLength);
}

/**
 * A metadata entry exactly as it is encoded in the file, to be handed to `writeGguf`. @throws PilotlightError
 * `not-found`.
 */
export function readRawEntry(file: GgufFile, key: string): Uint8Array {
  const range = file.entryRanges.get(key);
  if (range === undefined) throw new PilotlightError('not-found', ggufDamaged(file.path, `entry ${key} is missing`));
  return readRange(file.path, range.start, range.end - range.start);
}

function parseHeader(cursor: HeaderCursor, path: string, byteLength: number): GgufFile {
  if (byteLength < 4 || cursor.uint32() !== ggufMagic) throw new PilotlightError('model-invalid', ggufNotGguf(path));
  const version = cursor.uint32();
  if (version !== ggufVersion) throw new PilotlightError('model-invalid', ggufVersionUnknown(path, version));
  const tensorCount = cursor.count();
  const entryCount = cursor.count();
  const metadata = new Map<string, GgufValue>();
  const entryRanges = new Map<string, ByteRange>();
  for (let index = 0; index < entryCount; index++) {
    const start = cursor.position;
    const key = cursor.text();
    metadata.set(key, cursor.value(cursor.uint32()));
    entryRanges.set(key, { start, end: cursor.position });
  }
  const declared = metadata.get('general.alignment') ?? defaultAlignment;
  if (typeof declared !== 'number' || declared < 1 || declared % 8 !== 0) cursor.fail(`alignment ${String(declared)}`);
  const alignment = Number(declared);
  const directory = Array.from({ length: tensorCount }, () => directoryEntry(cursor));
  const dataStart = alignUp(cursor.position, alignment);
  const tensors = new Map<string, GgufTensor>();
  for (const { name, shape, type, offset } of directory) {
    const length = tensorByteLength(type, shape);
    const position = dataStart + offset;
    if (position + (length ?? 0) > byteLength) cursor.fail(`tensor ${name} ends after the file`);
    if (tensors.has(name)) cursor.fail(`tensor ${name} appears twice`);
    tensors.set(name, { name, shape, type, position, byteLength: length });
  }
  return { path, byteLength, metadata, entryRanges, tensors, alignment };
}

function directoryEntry(cursor: HeaderCursor): { name: string; shape: number[]; type: number; offset: number } {
  const name = cursor.text();
  const dimensions = cursor.uint32();
  if (dimensions > maximumDimensions) cursor.fail(`tensor ${name} has ${dimensions} dimensions`);
  const shape = Array.from({ length: dimensions }, () => cursor.size());
  return { name, shape, type: cursor.uint32(), offset: cursor.size() };
}

/** Reads forward through the header with a buffer that grows only for single values larger than it. */
class HeaderCursor {
  position = 0;
  readonly #path: string;
  readonly #descriptor: number;
  readonly #byteLength: number;
  #buffer = Buffer.alloc(0);
  #bufferStart = 0;

  constructor(path: string, descriptor: number, byteLength: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#byteLength = byteLength;
  }

  fail(reason: string): never {
    throw new PilotlightError('model-invalid', ggufDamaged(this.#path, reason));
  }

  /** The next `length` bytes; the position moves behind them. */
  #take(length: number): Buffer {
    if (this.position + length > this.#byteLength) this.fail('the file ends within its header');
    if (this.position + length > this.#bufferStart + this.#buffer.length) {
      const wanted = Math.min(Math.max(chunkBytes, length), this.#byteLength - this.position);
      this.#buffer = Buffer.allocUnsafe(wanted);
      this.#bufferStart = this.position;
      readFully(this.#path, this.#descriptor, this.#buffer, this.position);
    }
    const index = this.position - this.#bufferStart;
    this.position += length;
    return this.#buffer.subarray(index, index + length);
  }

  uint32(): number {
    return this.#take(4).readUInt32LE();
  }

  /** A 64-bit size that must be exact as a number. */
  size(): number {
    const value = this.#take(8).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) this.fail(`size ${value}`);
    return Number(value);
  }

  count(): number {
    const value = this.size();
    if (value > maximumEntries) this.fail(`${value} entries`);
    return value;
  }

  text(): string {
    return this.#take(this.size()).toString('utf8');
  }

  value(type: number, depth = 0): GgufValue {
    if (type === valueType.text) return this.text();
    if (type !== valueType.array) return this.#scalar(type);
    if (depth === maximumArrayDepth) this.fail('arrays are nested too deeply');
    const elementType = this.uint32();
    const length = this.count();
    const values: GgufValue[] = [];
    for (let index = 0; index < length; index++) values.push(this.value(elementType, depth + 1));
    return values;
  }

  #scalar(type: number): GgufValue {
    switch (type) {
      case valueType.uint8:
        return this.#take(1).readUInt8();
      case valueType.int8:
        return this.#take(1).readInt8();
      case valueType.uint16:
        return this.#take(2).readUInt16LE();
      case valueType.int16:
        return this.#take(2).readInt16LE();
      case valueType.uint32:
        return this.uint32();
      case valueType.int32:
        return this.#take(4).readInt32LE();
      case valueType.float32:
        return this.#take(4).readFloatLE();
      case valueType.boolean:
        return this.#take(1).readUInt8() !== 0;
      case valueType.uint64:
        return exact(this.#take(8).readBigUInt64LE());
      case valueType.int64:
        return exact(this.#take(8).readBigInt64LE());
      case valueType.float64:
        return this.#take(8).readDoubleLE();
      default:
        return this.fail(`metadata type ${type}`);
    }
  }
}

function exact(value: bigint): number | bigint {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value;
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new PilotlightError('file-not-found', ggufMissing(path), {}, { cause });
    }
    throw new PilotlightError('file-unreadable', ggufUnreadable(path), {}, { cause });
  }
}

function readRange(path: string, start: number, length: number): Uint8Array {
  const descriptor = open(path);
  try {
    const bytes = new Uint8Array(length);
    readFully(path, descriptor, bytes, start);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function readFully(path: string, descriptor: number, target: Uint8Array, start: number): void {
  let done = 0;
  while (done < target.length) {
    const count = readOnce(path, descriptor, target, done, start + done);
    if (count === 0) throw new PilotlightError('model-invalid', ggufDamaged(path, 'the file ends early'));
    done += count;
  }
}

function readOnce(path: string, descriptor: number, target: Uint8Array, offset: number, position: number): number {
  try {
    return readSync(descriptor, target, offset, Math.min(target.length - offset, 1 << 30), position);
  } catch (cause) {
    throw new PilotlightError('file-unreadable', ggufUnreadable(path), {}, { cause });
  }
}
