import { describe, expect, it } from 'vitest';
import { encodeQ8_0, halfPrecision } from '../../../electron/core/files/gguf/encode-q8-0.ts';

function decodeHalf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -magnitude : magnitude;
}

describe('half precision', () => {
  it('is exact for every finite half', () => {
    for (let bits = 0; bits < 0x7c00; bits++) expect(halfPrecision(decodeHalf(bits))).toBe(bits);
  });

  it('rounds to nearest, ties to even, and overflows to infinity', () => {
    expect(halfPrecision(1 + 2 ** -11)).toBe(0x3c00);
    expect(halfPrecision(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(halfPrecision(2 ** -25)).toBe(0);
    expect(halfPrecision(3 * 2 ** -25)).toBe(2);
    expect(halfPrecision(65519)).toBe(0x7bff);
    expect(halfPrecision(65520)).toBe(0x7c00);
    expect(halfPrecision(-2)).toBe(0xc000);
  });
});

describe('Q8_0', () => {
  it('keeps every number within half a step of its block', () => {
    const values = Float32Array.from({ length: 96 }, (_, index) => Math.sin(index * 1.7) * (1 + index));
    const bytes = encodeQ8_0(values);
    const signed = new Int8Array(bytes.buffer);
    for (let index = 0; index < values.length; index++) {
      const start = Math.floor(index / 32) * 34;
      const scale = decodeHalf((bytes[start] ?? 0) | ((bytes[start + 1] ?? 0) << 8));
      const decoded = scale * (signed[start + 2 + (index % 32)] ?? 0);
      expect(Math.abs(decoded - (values[index] ?? 0))).toBeLessThan(scale * 0.6);
    }
  });

  it('encodes zeros and refuses broken blocks', () => {
    expect([...encodeQ8_0(new Float32Array(32))]).toEqual(Array.from({ length: 34 }, () => 0));
    expect(() => encodeQ8_0(new Float32Array(33))).toThrow(RangeError);
  });
});
