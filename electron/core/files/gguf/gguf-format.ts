/**
 * Constants of the GGUF v3 container (llama.cpp, ggml/docs/gguf.md): little-endian header, metadata entries, tensor
 * directory, then tensor data aligned to `general.alignment` bytes.
 */

export const ggufMagic = 0x46554747;
export const ggufVersion = 3;
export const defaultAlignment = 32;

/** Type numbers of metadata values. */
export const valueType = {
  uint8: 0,
  int8: 1,
  uint16: 2,
  int16: 3,
  uint32: 4,
  int32: 5,
  float32: 6,
  boolean: 7,
  text: 8,
  array: 9,
  uint64: 10,
  int64: 11,
  float64: 12,
} as const;

/** 64-bit integers are numbers where that is exact, otherwise bigints. */
export type GgufValue = string | number | bigint | boolean | readonly GgufValue[];

/** Type numbers of tensors that Pilotlight names; every type in `blockLayouts` can be read and copied. */
export const tensorType = { f32: 0, f16: 1, q4_0: 2, q8_0: 8, i32: 26, i64: 27, bf16: 30 } as const;

/** Elements and bytes of one block of each tensor type (ggml.c, type_traits). */
const blockLayouts: ReadonlyMap<number, readonly [elements: number, bytes: number, name: string]> = new Map([
  [0, [1, 4, 'F32']],
  [1, [1, 2, 'F16']],
  [2, [32, 18, 'Q4_0']],
  [3, [32, 20, 'Q4_1']],
  [6, [32, 22, 'Q5_0']],
  [7, [32, 24, 'Q5_1']],
  [8, [32, 34, 'Q8_0']],
  [9, [32, 36, 'Q8_1']],
  [10, [256, 84, 'Q2_K']],
  [11, [256, 110, 'Q3_K']],
  [12, [256, 144, 'Q4_K']],
  [13, [256, 176, 'Q5_K']],
  [14, [256, 210, 'Q6_K']],
  [15, [256, 292, 'Q8_K']],
  [16, [256, 66, 'IQ2_XXS']],
  [17, [256, 74, 'IQ2_XS']],
  [18, [256, 98, 'IQ3_XXS']],
  [19, [256, 50, 'IQ1_S']],
  [20, [32, 18, 'IQ4_NL']],
  [21, [256, 110, 'IQ3_S']],
  [22, [256, 82, 'IQ2_S']],
  [23, [256, 136, 'IQ4_XS']],
  [24, [1, 1, 'I8']],
  [25, [1, 2, 'I16']],
  [26, [1, 4, 'I32']],
  [27, [1, 8, 'I64']],
  [28, [1, 8, 'F64']],
  [29, [256, 56, 'IQ1_M']],
  [30, [1, 2, 'BF16']],
  [34, [256, 54, 'TQ1_0']],
  [35, [256, 66, 'TQ2_0']],
  [39, [32, 17, 'MXFP4']],
]);

/** Name of a tensor type, such as `Q8_0`; its number for an unknown one. */
export function formatName(type: number): string {
  return blockLayouts.get(type)?.[2] ?? String(type);
}

/** Elements in one block of a tensor type: rows are a whole number of blocks. Undefined for an unknown type. */
export function blockElements(type: number): number | undefined {
  return blockLayouts.get(type)?.[0];
}

/**
 * Bytes that a tensor of this type and shape takes, or undefined for an unknown type or a row that is not whole
 * blocks.
 */
export function tensorByteLength(type: number, shape: readonly number[]): number | undefined {
  const layout = blockLayouts.get(type);
  if (layout === undefined || (shape[0] ?? 1) % layout[0] !== 0) return undefined;
  return (elementCount(shape) / layout[0]) * layout[1];
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The next multiple of `alignment` at or after `offset`. */
export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
