import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelMeasurement } from '../../../shared/contract/models.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { nanoModel, openCore, testPassphrase } from '../../support/open-core.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });

function place(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(nanoModel, path);
  return path;
}

describe('models on this computer', () => {
  it('are found in the caches of other programs, with what their headers say', async () => {
    const { client, folder } = openCore();
    const home = join(folder, 'home');
    const studio = place(join(home, '.lmstudio/models/someone/nano-GGUF/nano-Q8_0.gguf'));
    place(join(home, '.lmstudio/models/someone/nano-GGUF/mmproj-nano.gguf'));
    const digest = createHash('sha256').update('any').digest('hex');
    const blob = place(join(home, '.ollama/models/blobs', `sha256-${digest}`));
    const manifest = join(home, '.ollama/models/manifests/registry.ollama.ai/library/nano/1b');
    mkdirSync(dirname(manifest), { recursive: true });
    const layers = [{ mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}` }];
    writeFileSync(manifest, JSON.stringify({ layers }));
    const hub = join(home, '.cache/huggingface/hub/models--someone--nano');
    place(join(hub, 'blobs/abc'));
    const linked = join(hub, 'snapshots/rev1/nano.gguf');
    mkdirSync(dirname(linked), { recursive: true });
    symlinkSync('../../blobs/abc', linked);
    const damaged = join(home, '.lmstudio/models/someone/broken/broken.gguf');
    mkdirSync(dirname(damaged), { recursive: true });
    writeFileSync(damaged, 'not a model');

    const found = await client.call('models.found', {});
    expect(found.map(({ source, label, path }) => [source, label, path])).toEqual([
      ['shipped', 'pilotlight-nano.gguf', nanoModel],
      ['lm-studio', 'someone/broken/broken.gguf', damaged],
      ['lm-studio', 'someone/nano-GGUF/nano-Q8_0.gguf', studio],
      ['ollama', 'nano:1b', blob],
      ['hugging-face', 'someone/nano/nano.gguf', linked],
    ]);
    expect(found[0]?.facts).toMatchObject({ architecture: 'llama', quantisation: expect.stringMatching(/^[A-Z]/) });
    expect(found[1]).toMatchObject({ facts: null, problem: expect.stringContaining('is not a GGUF file') });
  });

  it('are inspected without a project: facts, memory, and whether they can be trained', async () => {
    const { client, folder } = openCore();
    const inspected = await client.call('models.inspect', { path: nanoModel });
    expect(inspected).toMatchObject({ trainingProblem: null, fits: { scoring: 'yes', training: 'yes' } });
    expect(inspected.facts.parameters).toBeGreaterThan(1e6);
    expect(inspected.memory.forTraining).toBeGreaterThan(inspected.sizeBytes);
    expect(inspected.memory.available).toBeLessThanOrEqual(inspected.memory.total);
    await expect(client.call('models.inspect', { path: join(folder, 'none.gguf') })).rejects.toThrow(
      failure('file-not-found'),
    );
  });

  it('are measured stage by stage', async () => {
    const { client } = openCore();
    const stages: ModelMeasurement[] = [];
    for await (const item of client.stream('models.measure', { path: nanoModel, training: true })) stages.push(item);
    expect(stages.map(({ stage }) => stage)).toEqual(['loading', 'scoring', 'training', 'done']);
    const last = stages.at(-1);
    expect(last?.scoringRate).toBeGreaterThan(0);
    expect(last?.trainingRate).toBeGreaterThan(0);
    expect(last?.memoryBytes).toBeGreaterThan(1e6);
    expect(last).toMatchObject({ device: 'cpu', threads: 1 });
  });

  it('stop being measured when nobody looks any more', async () => {
    const { client } = openCore();
    for await (const { stage } of client.stream('models.measure', { path: nanoModel, training: true })) {
      expect(stage).toBe('loading');
      break;
    }
    expect(await client.call('project.info', {})).toBeNull();
  });
});

describe('the models of a project', () => {
  it('are a list of which one is the base', async () => {
    const { client, folder } = openCore();
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    expect(await client.call('models.current', {})).toBeNull();
    const first = await resultOf(client.stream('models.register', { path: nanoModel }));
    const copy = place(join(folder, 'copy.gguf'));
    writeFileSync(copy, Buffer.alloc(32), { flag: 'a' });
    const second = await resultOf(client.stream('models.register', { path: copy }));
    expect((await client.call('models.list', {})).map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
      [first.id, false],
      [second.id, true],
    ]);
    await client.call('models.setBase', { id: first.id });
    expect((await client.call('models.current', {}))?.id).toBe(first.id);
    await expect(client.call('models.setBase', { id: 'none' })).rejects.toThrow(failure('not-found'));
    expect(await client.call('models.adapters', {})).toEqual([]);
  });

  it('can be chosen before there is a codebook', async () => {
    const { client, folder } = openCore();
    const survey = writeSurveyStudy(join(folder, 'survey'));
    await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
    const { id } = await resultOf(client.stream('models.register', { path: nanoModel }));
    const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
    await client.call('study.set', { study });
    expect((await client.call('models.current', {}))?.id).toBe(id);
  });
});
