import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { openEngine } from '../../../electron/core/engine/open-engine.ts';
import type { EngineOptions } from '../../../electron/core/engine/open-engine.ts';
import { booleanEntry, textEntry } from '../../../electron/core/files/gguf/write-gguf.ts';
import { copyModel } from '../../support/copy-model.ts';
import { writeRandomAdapter } from '../../support/random-adapter.ts';
import { tinyLlama, tinyQwen2, writeRandomModel } from '../../support/random-model.ts';
import { shortSurvey } from '../../support/short-survey.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const answers = ['A', 'B', 'C'];

function open(modelPath: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  return openEngine({ modelPath, threads: 1, gpu: false, ...options });
}

function tinyModel(folder = temporaryFolder()): string {
  const path = join(folder, 'model.gguf');
  writeRandomModel(path, tinyLlama, 3);
  return path;
}

describe('opening a model', () => {
  it('tells what the model is', async () => {
    const path = tinyModel();
    await using engine = await open(path);
    expect(engine.info).toMatchObject({
      architecture: 'llama',
      name: 'random',
      quantisation: 'F32',
      contextLength: 1024,
      hasChatTemplate: false,
      device: 'cpu',
      threads: 1,
      sizeBytes: readFileSync(path).length,
    });
    expect(engine.info.parameters).toBeGreaterThan(engine.info.vocabulary * tinyLlama.embedding);
  });

  it('says so when there is no such file, or a folder', async () => {
    const folder = temporaryFolder();
    await expect(open(join(folder, 'none.gguf'))).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(open(folder)).rejects.toMatchObject({ code: 'file-not-found' });
  });

  it('refuses a file that is no model', async () => {
    const path = join(temporaryFolder(), 'notes.gguf');
    writeFileSync(path, 'These are notes, not weights. '.repeat(50));
    await expect(open(path)).rejects.toMatchObject({ code: 'model-invalid' });
    writeFileSync(path, '');
    await expect(open(path)).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('refuses a model file that is cut off, in its header or in its weights', async () => {
    const path = tinyModel();
    const bytes = readFileSync(path);
    for (const length of [40, 3000, bytes.length - 5000]) {
      writeFileSync(path, bytes.subarray(0, length));
      await expect(open(path)).rejects.toMatchObject({ code: 'model-invalid' });
    }
  });

  it('names an architecture that llama.cpp does not know', async () => {
    const path = join(temporaryFolder(), 'unknown.gguf');
    copyModel(tinyModel(), path, new Map([['general.architecture', textEntry('general.architecture', 'abacus')]]));
    await expect(open(path)).rejects.toMatchObject({ code: 'model-unsupported', details: { architecture: 'abacus' } });
  });

  it('refuses a model that reads in both directions', async () => {
    const path = join(temporaryFolder(), 'encoder.gguf');
    const key = 'llama.attention.causal';
    copyModel(tinyModel(), path, new Map([[key, booleanEntry(key, false)]]));
    await expect(open(path)).rejects.toMatchObject({ code: 'model-unsupported' });
  });

  it('refuses a model whose chat template cannot be applied', async () => {
    const path = join(temporaryFolder(), 'broken-template.gguf');
    const key = 'tokenizer.chat_template';
    copyModel(tinyModel(), path, new Map([[key, textEntry(key, '{% for m in messages %}{{ m.content }')]]));
    await expect(open(path)).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('refuses an adapter that is missing, damaged or made for another model', async () => {
    const folder = temporaryFolder();
    const model = tinyModel(folder);
    const adapterPath = join(folder, 'adapter.gguf');
    await expect(open(model, { adapterPath })).rejects.toMatchObject({ code: 'file-not-found' });
    writeFileSync(adapterPath, 'no adapter');
    await expect(open(model, { adapterPath })).rejects.toMatchObject({ code: 'model-invalid' });
    writeRandomAdapter(adapterPath, { ...tinyLlama, embedding: 128 }, 1);
    await expect(open(model, { adapterPath })).rejects.toMatchObject({ code: 'model-invalid' });
    writeRandomAdapter(adapterPath, tinyQwen2, 1);
    await expect(open(model, { adapterPath })).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('stops when the signal has fired', async () => {
    await expect(open(tinyModel(), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('scoring that cannot be done', () => {
  it('names the length of a prompt that is too long, and the limit', async () => {
    await using engine = await open(tinyModel(), { contextTokens: 200 });
    const requests = shortSurvey().map((prompt) => ({ prompt, answers }));
    const tokens = engine.tokenizePrompt({ system: 'x'.repeat(300), user: 'Answer:' }, answers);
    const length = tokens.prompt.length + Math.max(...tokens.answers.map((answer) => answer.length));
    await expect(engine.score([...requests, tokens])).rejects.toMatchObject({
      code: 'prompt-too-long',
      details: { length, limit: 200 },
    });
    expect(await engine.score(requests)).toHaveLength(requests.length);
  });

  it('stops between batches when the signal fires, and goes on with the next call', async () => {
    await using engine = await open(tinyModel());
    const requests = shortSurvey().map((prompt) => ({ prompt, answers }));
    const expected = await engine.score(requests);
    const controller = new AbortController();
    const seen: number[] = [];
    const cancelled = engine.score(requests, {
      signal: controller.signal,
      onProgress({ done, total }) {
        seen.push(done / total);
        controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await engine.score(requests)).toEqual(expected);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeLessThan(1);
  });

  it('computes nothing when the signal fires before its turn', async () => {
    await using engine = await open(tinyModel());
    const requests = shortSurvey().map((prompt) => ({ prompt, answers }));
    const controller = new AbortController();
    let progressed = false;
    const cancelled = engine.score(requests, { signal: controller.signal, onProgress: () => (progressed = true) });
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(progressed).toBe(false);
  });

  it('reports progress up to the whole', async () => {
    await using engine = await open(tinyModel());
    const shares: number[] = [];
    const requests = shortSurvey().map((prompt) => ({ prompt, answers }));
    await engine.score(requests, { onProgress: ({ done, total }) => shares.push(done / total) });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('scores nothing when nothing is asked', async () => {
    await using engine = await open(tinyModel());
    expect(await engine.score([])).toEqual([]);
  });
});
