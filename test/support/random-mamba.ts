import { tensorType } from '../../electron/core/files/gguf/gguf-format.ts';
import { readGguf, readRawEntry } from '../../electron/core/files/gguf/read-gguf.ts';
import {
  float32Entry,
  textEntry,
  uint32Entry,
  writeGguf,
  type GgufTensorSource,
} from '../../electron/core/files/gguf/write-gguf.ts';
import { seededNormal } from '../../electron/core/trainer/seeded-normal.ts';

/**
 * Writes a small Mamba model (Gu & Dao 2023) with random weights: a recurrent model, whose state cannot go back. The
 * tokenizer is that of `tokenizerOf`, another model file.
 */
export function writeRandomMamba(path: string, tokenizerOf: string, seed: number): void {
  const file = readGguf(tokenizerOf);
  const tokenizer = [...file.metadata.keys()].filter((key) => key.startsWith('tokenizer.'));
  const vocabulary = file.tensors.get('token_embd.weight')?.shape[1] ?? 0;
  const [layers, embedding, inner, state, kernel, rank] = [2, 64, 128, 16, 4, 4];
  const numbers: readonly (readonly [key: string, value: number])[] = [
    ['block_count', layers],
    ['context_length', 1024],
    ['embedding_length', embedding],
    ['feed_forward_length', 0],
    ['attention.head_count', 0],
    ['vocab_size', vocabulary],
    ['ssm.conv_kernel', kernel],
    ['ssm.inner_size', inner],
    ['ssm.state_size', state],
    ['ssm.time_step_rank', rank],
  ];
  const entries = [
    textEntry('general.architecture', 'mamba'),
    textEntry('general.name', 'random'),
    ...numbers.map(([key, value]) => uint32Entry(`mamba.${key}`, value)),
    float32Entry('mamba.attention.layer_norm_rms_epsilon', 1e-5),
    ...tokenizer.map((key) => readRawEntry(file, key)),
  ];
  const normal = seededNormal(seed);
  const tensor = (name: string, shape: readonly number[], mean: number, deviation: number): GgufTensorSource => ({
    name,
    shape,
    type: tensorType.f32,
    data: () => {
      const count = shape.reduce((product, size) => product * size, 1);
      return new Uint8Array(Float32Array.from({ length: count }, () => mean + deviation * normal()).buffer);
    },
  });
  const layerTensors = Array.from({ length: layers }, (_, layer) => {
    const part = (name: string): string => `blk.${layer}.${name}`;
    return [
      tensor(part('attn_norm.weight'), [embedding], 1, 0.1),
      tensor(part('ssm_in.weight'), [embedding, 2 * inner], 0, 1 / 8),
      tensor(part('ssm_conv1d.weight'), [kernel, inner], 0, 0.5),
      tensor(part('ssm_conv1d.bias'), [inner], 0, 0.1),
      tensor(part('ssm_x.weight'), [inner, rank + 2 * state], 0, 0.1),
      tensor(part('ssm_dt.weight'), [rank, inner], 0, 0.5),
      tensor(part('ssm_dt.bias'), [inner], -1, 0.1),
      // Negative: the state decays.
      tensor(part('ssm_a'), [state, inner], -1, 0.1),
      tensor(part('ssm_d'), [inner], 1, 0.1),
      tensor(part('ssm_out.weight'), [inner, embedding], 0, 0.1),
    ];
  });
  writeGguf(path, entries, [
    tensor('token_embd.weight', [embedding, vocabulary], 0, 0.25),
    tensor('output_norm.weight', [embedding], 1, 0.1),
    ...layerTensors.flat(),
  ]);
}
