import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tensorByteLength, tensorType } from '../../../electron/core/files/gguf/gguf-format.ts';
import { readGguf, readRawEntry, readTensorBytes } from '../../../electron/core/files/gguf/read-gguf.ts';
import {
  booleanEntry,
  float32ArrayEntry,
  float32Entry,
  float64Entry,
  int32ArrayEntry,
  textArrayEntry,
  textEntry,
  uint32Entry,
  writeGguf,
  type GgufEntry,
} from '../../../electron/core/files/gguf/write-gguf.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gguf-'));
  path = join(folder, 'model.gguf');
});

afterEach(() => rmSync(folder, { recursive: true }));

const entries: readonly GgufEntry[] = [
  textEntry('general.architecture', 'llama'),
  uint32Entry('llama.block_count', 4_000_000_000),
  float32Entry('llama.epsilon', 0.5),
  float64Entry('pilotlight.learning_rate', 1e-4),
  booleanEntry('tokenizer.add_bos', true),
  textArrayEntry('tokenizer.tokens', ['a', 'ä', '', '😀']),
  int32ArrayEntry('tokenizer.types', [1, -3]),
  float32ArrayEntry('tokenizer.scores', [0.25, -1]),
];

const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const tensors = [
  { name: 'first', shape: [3, 2], type: tensorType.f32, data: () => new Uint8Array(values.buffer) },
  { name: 'second', shape: [32], type: tensorType.q8_0, data: () => new Uint8Array(34).fill(7) },
];

function failure(read: () => unknown): { code: unknown; message: string } {
  try {
    read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('a written GGUF file', () => {
  it('is read back with the same metadata, shapes and bytes', () => {
    writeGguf(path, entries, tensors);
    const file = readGguf(path);
    expect(Object.fromEntries(file.metadata)).toEqual({
      'general.architecture': 'llama',
      'llama.block_count': 4_000_000_000,
      'llama.epsilon': 0.5,
      'pilotlight.learning_rate': 1e-4,
      'tokenizer.add_bos': true,
      'tokenizer.tokens': ['a', 'ä', '', '😀'],
      'tokenizer.types': [1, -3],
      'tokenizer.scores': [0.25, -1],
    });
    expect(file.tensors.get('first')?.shape).toEqual([3, 2]);
    expect([...readTensorBytes(file, 'first')]).toEqual([...new Uint8Array(values.buffer)]);
    expect([...readTensorBytes(file, 'second')]).toEqual(Array.from({ length: 34 }, () => 7));
  });

  it('keeps copied metadata byte for byte', () => {
    writeGguf(path, entries, []);
    const file = readGguf(path);
    const copyPath = join(folder, 'copy.gguf');
    writeGguf(
      copyPath,
      [...file.metadata.keys()].map((key) => readRawEntry(file, key)),
      [],
    );
    expect(readFileSync(copyPath)).toEqual(readFileSync(path));
  });

  it('is read when its header is larger than any read buffer', () => {
    const tokens = Array.from({ length: 200_000 }, (_, index) => `token number ${index}`);
    writeGguf(path, [textArrayEntry('tokens', tokens), textEntry('long', 'x'.repeat(3_000_000))], tensors);
    const file = readGguf(path);
    expect(file.metadata.get('tokens')).toEqual(tokens);
    expect(String(file.metadata.get('long')).length).toBe(3_000_000);
    expect(readTensorBytes(file, 'second').length).toBe(34);
  });

  it('starts every tensor at a multiple of the alignment', () => {
    writeGguf(path, entries, tensors);
    for (const tensor of readGguf(path).tensors.values()) expect(tensor.position % 32).toBe(0);
  });
});

describe('writing', () => {
  it('leaves the older file and no remains when it fails midway', () => {
    writeGguf(path, entries, tensors);
    const before = readFileSync(path);
    const broken = {
      ...tensors[0],
      name: 'broken',
      shape: [3, 2],
      type: tensorType.f32,
      data: () => new Uint8Array(1),
    };
    expect(() => writeGguf(path, entries, [...tensors, broken])).toThrow('broken');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['model.gguf']);
  });

  it('says that a folder is missing', () => {
    const target = join(folder, 'absent', 'model.gguf');
    expect(failure(() => writeGguf(target, entries, [])).code).toBe('file-write-failed');
    expect(existsSync(target)).toBe(false);
  });
});

describe('a file that cannot be used', () => {
  it('is named as missing', () => {
    expect(failure(() => readGguf(join(folder, 'absent.gguf'))).code).toBe('file-not-found');
  });

  it('is refused when it is not GGUF', () => {
    writeFileSync(path, 'PK and then something else entirely');
    expect(failure(() => readGguf(path))).toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('not a GGUF file'),
    });
  });

  it('is refused when it is empty', () => {
    writeFileSync(path, '');
    expect(failure(() => readGguf(path)).code).toBe('model-invalid');
  });

  it('is refused when it has another version', () => {
    writeFileSync(path, Buffer.from([0x47, 0x47, 0x55, 0x46, 2, 0, 0, 0]));
    expect(failure(() => readGguf(path)).message).toContain('version 2');
  });

  it('is refused wherever it was cut off', () => {
    writeGguf(path, entries, tensors);
    const whole = readFileSync(path);
    for (let length = 4; length < whole.length - 32; length += 7) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(failure(() => readGguf(path)).code).toBe('model-invalid');
    }
  });

  it('is refused when a count is absurd', () => {
    writeGguf(path, entries, tensors);
    const bytes = readFileSync(path);
    bytes.writeBigUInt64LE(1n << 60n, 16);
    writeFileSync(path, bytes);
    expect(failure(() => readGguf(path)).code).toBe('model-invalid');
  });

  it('is refused when it ends within a tensor', () => {
    writeGguf(path, entries, tensors);
    truncateSync(path, readFileSync(path).length - 40);
    expect(failure(() => readGguf(path)).message).toContain('second');
  });
});

describe('tensor sizes', () => {
  it('count whole blocks', () => {
    expect(tensorByteLength(tensorType.q8_0, [64, 3])).toBe(204);
    expect(tensorByteLength(tensorType.q8_0, [48, 3])).toBeUndefined();
    expect(tensorByteLength(999, [32])).toBeUndefined();
  });
});
