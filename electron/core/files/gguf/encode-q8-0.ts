import { tensorByteLength, tensorType } from './gguf-format.ts';

const blockLength = 32;
const blockBytes = 34;

/**
 * Quantises numbers to Q8_0: blocks of 32 share one half-precision scale, max|x| / 127, followed by 32 signed bytes
 * (ggml-quants.c, quantize_row_q8_0_ref).
 * @param values a multiple of 32 finite numbers
 */
export function encodeQ8_0(values: Float32Array): Uint8Array {
  const byteLength = tensorByteLength(tensorType.q8_0, [values.length]);
  if (byteLength === undefined) throw new RangeError(`${values.length} values are not whole blocks of ${blockLength}.`);
  const bytes = new Uint8Array(byteLength);
  const signed = new Int8Array(bytes.buffer);
  for (let block = 0; block * blockLength < values.length; block++) {
    const start = block * blockLength;
    let largest = 0;
    for (let index = start; index < start + blockLength; index++) {
      largest = Math.max(largest, Math.abs(values[index] ?? 0));
    }
    const scale = Math.fround(largest / 127);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    const half = halfPrecision(scale);
    const target = block * blockBytes;
    bytes[target] = half & 0xff;
    bytes[target + 1] = half >> 8;
    for (let index = 0; index < blockLength; index++) {
      const scaled = Math.fround((values[start + index] ?? 0) * inverse);
      signed[target + 2 + index] = Math.sign(scaled) * Math.round(Math.abs(scaled));
    }
  }
  return bytes;
}

/** IEEE 754 binary16 bits of a number, rounded to nearest, ties to even. Too large becomes infinity. */
export function halfPrecision(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) return sign | roundTiesToEven(Math.abs(value) * 2 ** 24);
  const rebased = magnitude - 0x38000000;
  return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
}

function roundTiesToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
