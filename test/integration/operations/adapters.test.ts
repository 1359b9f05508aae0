import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readGguf } from '../../../electron/core/files/gguf/read-gguf.ts';
import { tensorType } from '../../../electron/core/files/gguf/gguf-format.ts';
import { float32Entry, textEntry, writeGguf } from '../../../electron/core/files/gguf/write-gguf.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';
import type { Adapter } from '../../../shared/contract/models.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { writeElsewhereAdapter } from '../../support/elsewhere-adapter.ts';
import type { CoreClient } from '../../support/open-core.ts';
import { finish, nanoModel, openCore, testPassphrase } from '../../support/open-core.ts';
import { writeRandomAdapter } from '../../support/random-adapter.ts';
import { tinyLlama, tinyQwen2 } from '../../support/random-model.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let adapterFile = '';
beforeEach(() => {
  adapterFile = writeElsewhereAdapter(join(temporaryFolder(), 'from-a-colleague.gguf'), nanoModel);
});

/** A project whose data are split and whose model is chosen. */
async function readyProject(): Promise<{ client: CoreClient; folder: string }> {
  const { client, folder } = openCore();
  const survey = writeSurveyStudy(join(folder, 'survey'));
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
  await client.call('study.set', { study });
  await resultOf(client.stream('models.register', { path: nanoModel }));
  await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
  await resultOf(client.stream('split.create', {}));
  return { client, folder };
}

function add(client: CoreClient, path: string, onProgress?: (progress: Progress) => void): Promise<Adapter> {
  return resultOf(client.stream('models.registerAdapter', { path }), onProgress);
}

describe('an adapter made elsewhere', () => {
  it('is copied into the project with what its file says, once', async () => {
    const { client } = await readyProject();
    const told: Progress[] = [];
    const added = await add(client, adapterFile, (progress) => told.push(progress));
    expect(added).toMatchObject({
      name: 'from-a-colleague.gguf',
      origin: 'elsewhere',
      jobId: null,
      rank: 4,
      bestEpoch: null,
      isCurrent: false,
      simulations: 0,
      sizeBytes: readGguf(adapterFile).byteLength,
    });
    expect(told.at(-1)).toMatchObject({ phase: 'Reading the adapter', unit: 'bytes', total: added.sizeBytes });
    expect((await add(client, adapterFile)).id).toBe(added.id);
    expect(await client.call('models.adapters', {})).toEqual([added]);
  });

  it('answers as the adapted model once it is used, needs no training, and is named by recipe, results and report', async () => {
    const { client, folder } = await readyProject();
    const { id, sha256 } = await add(client, adapterFile);
    expect(await client.call('models.useAdapter', { id })).toMatchObject({ isCurrent: true });
    expect(await client.call('adapt.current', {})).toMatchObject({ id, sha256, bestEpoch: null });
    const adapt = async () => (await client.call('phases.list', { data: null })).find(({ name }) => name === 'adapt');
    expect(await adapt()).toMatchObject({ state: 'done' });
    const study = await client.call('study.get', {});
    if (study === null) throw new Error('There is no study.');
    await client.call('study.set', { study: { ...study, adaptation: { ...study.adaptation, rank: 2 } } });
    expect(await adapt(), 'its training is no matter of the settings').toMatchObject({ state: 'done' });

    await finish(client, client.call('simulate.start', { by: 'base' }));
    await finish(client, client.call('simulate.start', { by: 'adapted' }));
    const [base, adapted] = await Promise.all([
      client.call('simulate.distributions', { by: 'base' }),
      client.call('simulate.distributions', { by: 'adapted' }),
    ]);
    expect(adapted?.items[0]?.simulated.shares).not.toEqual(base?.items[0]?.simulated.shares);
    expect((await client.call('models.adapters', {}))[0]?.simulations).toBe(1);

    const recipe = join(folder, 'written.yaml');
    await client.call('study.exportRecipe', { path: recipe });
    expect((await client.call('study.fromRecipe', { path: recipe })).adapter).toEqual({ path: adapterFile });

    await finish(client, client.call('evaluate.start', {}));
    const results = await client.call('evaluate.results', {});
    expect(results?.warnings.find(({ code }) => code === 'adapter-made-elsewhere')?.text).toContain(
      'from-a-colleague.gguf',
    );
    await finish(client, client.call('report.start', { folder: join(folder, 'report') }));
  });

  it('gives its place back to a training', async () => {
    const { client } = await readyProject();
    const { id } = await add(client, adapterFile);
    await client.call('models.useAdapter', { id });
    const { id: jobId } = await finish(client, client.call('adapt.start', {}));
    const kinds = async () =>
      (await client.call('models.adapters', {})).map(({ origin, name, isCurrent }) => [origin, name, isCurrent]);
    expect(await kinds()).toEqual([
      ['elsewhere', 'from-a-colleague.gguf', false],
      ['training', 'Adaptation 1', true],
    ]);
    await client.call('models.useAdapter', { id });
    expect((await kinds())[0]?.[2]).toBe(true);
    await client.call('adapt.use', { jobId });
    expect((await kinds())[1]?.[2]).toBe(true);
  });
});

describe('an adapter that does not fit', () => {
  async function refusal(path: string): Promise<unknown> {
    const { client, folder } = openCore();
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    await resultOf(client.stream('models.register', { path: nanoModel }));
    const failed = await add(client, path).then(
      () => null,
      (error: unknown) => error,
    );
    expect(await client.call('models.adapters', {})).toEqual([]);
    return failed;
  }
  const refused = (words: string) =>
    expect.objectContaining({ code: 'model-invalid', message: expect.stringContaining(words) });

  it('is refused with what does not fit: a model, another architecture, another size, half a pair', async () => {
    const folder = temporaryFolder();
    expect(await refusal(nanoModel)).toEqual(refused('is a model, not an adapter'));
    const qwen = join(folder, 'qwen.gguf');
    writeRandomAdapter(qwen, tinyQwen2, 1);
    expect(await refusal(qwen)).toEqual(refused('architecture "qwen2"; the base model is of "llama"'));
    const small = join(folder, 'small.gguf');
    writeRandomAdapter(small, tinyLlama, 1);
    expect(await refusal(small)).toEqual(refused('the model has'));
    const half = join(folder, 'half.gguf');
    const entries = [
      textEntry('general.type', 'adapter'),
      textEntry('general.architecture', 'llama'),
      textEntry('adapter.type', 'lora'),
      float32Entry('adapter.lora.alpha', 8),
    ];
    const data = () => new Uint8Array(4 * 4 * 4);
    writeGguf(half, entries, [{ name: 'blk.0.attn_q.weight.lora_a', shape: [4, 4], type: tensorType.f32, data }]);
    expect(await refusal(half)).toEqual(refused('only one of the two LoRA matrices'));
    const other = join(folder, 'other.gguf');
    writeGguf(
      other,
      entries,
      ['a', 'b'].map((letter) => ({ name: `blk.99.x.lora_${letter}`, shape: [4, 4], type: tensorType.f32, data })),
    );
    expect(await refusal(other)).toEqual(refused('changes blk.99.x, which the base model does not have'));
    const damaged = join(folder, 'damaged.gguf');
    writeFileSync(damaged, 'not a model');
    expect(await refusal(damaged)).toEqual(refused('is not a GGUF file'));
  });

  it('cannot be used with another base model than the one it was checked against', async () => {
    const { client, folder } = await readyProject();
    const { id } = await add(client, adapterFile);
    const copy = join(folder, 'copy.gguf');
    copyFileSync(nanoModel, copy);
    writeFileSync(copy, Buffer.alloc(32), { flag: 'a' });
    await resultOf(client.stream('models.register', { path: copy }));
    await expect(client.call('models.useAdapter', { id })).rejects.toMatchObject({ code: 'usage' });
  });

  it('cannot be added before there is a base model', async () => {
    const { client, folder } = openCore();
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    await expect(add(client, adapterFile)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('reading a model', () => {
  it('tells bytes, and cancelled it leaves the project without the model', async () => {
    const { client, folder } = openCore();
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    for await (const item of client.stream('models.register', { path: nanoModel })) {
      expect(item).toMatchObject({ type: 'progress', progress: { phase: 'Reading the model', unit: 'bytes' } });
      break;
    }
    const again: Progress[] = [];
    const listed = await client.call('models.list', {});
    expect(listed).toEqual([]);
    await resultOf(client.stream('models.register', { path: nanoModel }), (progress) => again.push(progress));
    expect(again.at(-1)?.total).toBeGreaterThan(1e6);
    expect(await client.call('models.list', {})).toHaveLength(1);
  });
});
