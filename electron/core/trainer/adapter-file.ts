import { tensorType } from '../files/gguf/gguf-format.ts';
import { float32Entry, float64Entry, ggufBytes, textEntry } from '../files/gguf/write-gguf.ts';
import type { ParameterAccess, TrainingMode } from './training-types.ts';

/**
 * A complete adapter in llama.cpp's format: tensors `<weight>.lora_a` [inputs, rank] and `<weight>.lora_b` [rank,
 * outputs] in 32-bit numbers; llama.cpp scales by alpha / rank.
 * @param metadata provenance, written under `pilotlight.` as text or 64-bit number
 * @throws RangeError outside LoRA mode
 */
export function encodeAdapter(
  parameters: readonly ParameterAccess[],
  architecture: string,
  mode: TrainingMode,
  metadata: Readonly<Record<string, string | number>>,
): Uint8Array {
  if (mode.kind !== 'lora') throw new RangeError('Only LoRA training has an adapter.');
  const { rank, alpha } = mode;
  const provenance = Object.entries(metadata).map(([key, value]) =>
    typeof value === 'string' ? textEntry(`pilotlight.${key}`, value) : float64Entry(`pilotlight.${key}`, value),
  );
  const entries = [
    textEntry('general.type', 'adapter'),
    textEntry('general.architecture', architecture),
    textEntry('adapter.type', 'lora'),
    float32Entry('adapter.lora.alpha', alpha),
    ...provenance,
  ];
  const tensors = parameters.map(({ name, size, used, read }) => {
    const isDown = name.endsWith('.lora_a');
    const data = (): Uint8Array => {
      // Stored with the rank rounded up and B transposed; the rows behind the rank are zero.
      const rows = read().subarray(0, used);
      const values = isDown ? rows.slice() : transpose(rows, size, rank);
      return new Uint8Array(values.buffer);
    };
    return { name, shape: isDown ? [size, rank] : [rank, size], type: tensorType.f32, data };
  });
  return ggufBytes(entries, tensors);
}

/** Rows of `length` numbers become columns. */
function transpose(rows: Float32Array, length: number, count: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(rows.length);
  for (let row = 0; row < count; row++) {
    for (let index = 0; index < length; index++) turned[index * count + row] = rows[row * length + index] ?? 0;
  }
  return turned;
}
