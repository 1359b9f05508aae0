import { tensorType } from '../../electron/core/files/gguf/gguf-format.ts';
import { float32Entry, textEntry, writeGguf } from '../../electron/core/files/gguf/write-gguf.ts';
import { seededNormal } from '../../electron/core/trainer/seeded-normal.ts';
import type { RandomModelShape } from './random-model.ts';

/** Writes a LoRA adapter with random weights on the queries and the downward matrices of every layer. */
export function writeRandomAdapter(path: string, shape: RandomModelShape, seed: number): void {
  const { architecture, layers, embedding, heads, feedForward, headSize = embedding / heads } = shape;
  const rank = 4;
  const normal = seededNormal(seed);
  const tensor = (name: string, inputs: number, outputs: number) => ({
    name,
    shape: [inputs, outputs],
    type: tensorType.f32,
    data: () => new Uint8Array(Float32Array.from({ length: inputs * outputs }, () => 0.2 * normal()).buffer),
  });
  const pair = (name: string, inputs: number, outputs: number) => [
    tensor(`${name}.weight.lora_a`, inputs, rank),
    tensor(`${name}.weight.lora_b`, rank, outputs),
  ];
  const entries = [
    textEntry('general.type', 'adapter'),
    textEntry('general.architecture', architecture),
    textEntry('adapter.type', 'lora'),
    float32Entry('adapter.lora.alpha', rank),
  ];
  const tensors = Array.from({ length: layers }, (_, layer) => [
    ...pair(`blk.${layer}.attn_q`, embedding, heads * headSize),
    ...pair(`blk.${layer}.ffn_down`, feedForward, embedding),
  ]).flat();
  writeGguf(path, entries, tensors);
}
