import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readGguf, readRawEntry, type GgufFile } from '../../electron/core/files/gguf/read-gguf.ts';
import { writeGguf } from '../../electron/core/files/gguf/write-gguf.ts';
import { modelEntries, modelTensors, type RandomModelShape } from '../support/random-model.ts';

/** Qwen2.5-0.5B's shape. Speed does not depend on the weights, so random ones do. */
const qwenHalfBillion: RandomModelShape = {
  architecture: 'qwen2',
  layers: 24,
  embedding: 896,
  heads: 14,
  keyHeads: 2,
  feedForward: 4864,
  ropeBase: 1_000_000,
  contextLength: 32_768,
  format: 'q8_0',
};

export const benchModelPath = resolve(import.meta.dirname, '../../.bench/qwen2-0.5b-q8_0.gguf');

/**
 * Writes the model of the benchmarks (about 530 MB) unless it is there: random weights in Q8_0 behind Qwen2's own
 * tokenizer, which comes from the sources of llama.cpp that node-llama-cpp carries.
 */
export function makeBenchModel(path = benchModelPath): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'bench-model-'));
  try {
    const vocabulary = extractVocabulary(folder);
    const tokens = vocabulary.metadata.get('tokenizer.ggml.tokens');
    if (!Array.isArray(tokens)) throw new Error('The vocabulary file has no tokens.');
    const tokenizer = [...vocabulary.metadata.keys()].filter((key) => key.startsWith('tokenizer.'));
    const entries = [
      ...modelEntries(qwenHalfBillion, tokens.length),
      ...tokenizer.map((key) => readRawEntry(vocabulary, key)),
    ];
    writeGguf(path, entries, modelTensors(qwenHalfBillion, tokens.length, 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extractVocabulary(folder: string): GgufFile {
  const entry = createRequire(import.meta.url).resolve('node-llama-cpp');
  const bundle = join(dirname(dirname(entry)), 'llama', 'gitRelease.bundle');
  const repository = join(folder, 'llama.git');
  execFileSync('git', ['clone', '--quiet', '--bare', bundle, repository], { stdio: ['ignore', 'ignore', 'inherit'] });
  const blob = execFileSync('git', ['--git-dir', repository, 'cat-file', 'blob', 'HEAD:models/ggml-vocab-qwen2.gguf'], {
    maxBuffer: 1 << 28,
  });
  const path = join(folder, 'vocabulary.gguf');
  writeFileSync(path, blob);
  return readGguf(path);
}

if (import.meta.main) {
  makeBenchModel();
  process.stdout.write(`${benchModelPath}\n`);
}
