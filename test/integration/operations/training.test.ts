import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { finish, follow, nanoModel, openCore, testPassphrase } from '../../support/open-core.ts';
import type { CoreClient } from '../../support/open-core.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import type { SurveyStudyOptions } from '../../support/survey-study.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });

/** A project whose data are split and whose model is chosen. */
async function readyProject(options: SurveyStudyOptions = {}, evaluated: number | 'rest' = 40): Promise<CoreClient> {
  const { client, folder } = openCore();
  const survey = writeSurveyStudy(join(folder, 'survey'), options);
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
  const split = { ...study.split, parts: { ...study.split.parts, evaluation: evaluated } };
  await client.call('study.set', { study: { ...study, split } });
  await resultOf(client.stream('models.register', { path: nanoModel }));
  await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
  await resultOf(client.stream('split.create', {}));
  return client;
}

async function changeSettings(client: CoreClient, changes: { epochs?: number; rank?: number }): Promise<void> {
  const study = await client.call('study.get', {});
  if (study === null) throw new Error('There is no study.');
  await client.call('study.set', { study: { ...study, adaptation: { ...study.adaptation, ...changes } } });
}

/** Pauses a job as soon as it has made a step. */
async function pauseAfterAStep(client: CoreClient, jobId: string): Promise<void> {
  for await (const event of client.stream('jobs.watch', { jobId })) {
    if (event.type === 'progress' && event.progress.unit === 'steps' && event.progress.done > 0) break;
  }
  const paused = await client.call('jobs.pause', { jobId });
  expect(paused).toMatchObject({ state: 'interrupted', errorCode: 'interrupted' });
}

describe('trainings', () => {
  it('stand side by side with their settings, and the adapter of each can be taken', async () => {
    const client = await readyProject({ epochs: 1 });
    const first = await finish(client, client.call('adapt.start', {}));
    await changeSettings(client, { rank: 2 });
    const second = await finish(client, client.call('adapt.start', {}));
    const runs = await client.call('adapt.runs', {});
    expect(runs.map(({ jobId, settings, isCurrent }) => [jobId, settings?.rank, isCurrent])).toEqual([
      [second.id, 2, true],
      [first.id, 8, false],
    ]);
    for (const { losses, adapter } of runs) {
      expect(losses.map(({ part }) => part)).toContain('pilot-validation');
      expect(adapter?.bestEpoch).toBe(1);
    }
    expect((await client.call('models.adapters', {})).map(({ jobId, isCurrent }) => [jobId, isCurrent])).toEqual([
      [first.id, false],
      [second.id, true],
    ]);
    await client.call('adapt.use', { jobId: first.id });
    expect((await client.call('study.get', {}))?.adaptation.rank).toBe(8);
    expect((await client.call('adapt.current', {}))?.id).toBe(runs[1]?.adapter?.id);
    const phases = await client.call('phases.list', { data: null });
    expect(phases.find(({ name }) => name === 'adapt')).toMatchObject({ state: 'done', reasons: [] });
  });

  it('report tokens a second and memory', async () => {
    const client = await readyProject({ epochs: 1 });
    const { events } = await follow(client, (await client.call('adapt.start', {})).jobId);
    const last = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : [])).at(-1);
    expect(last).toMatchObject({ phase: 'Adapting the model', done: 5, total: 5, unit: 'steps' });
    expect(last?.tokensPerSecond).toBeGreaterThan(0);
    expect(last?.memoryBytes).toBeGreaterThan(1e6);
  });

  it('can be paused, keep their checkpoint, and end with the same adapter as without a pause', async () => {
    const client = await readyProject({ epochs: 2, batch: 1 });
    const { jobId } = await client.call('adapt.start', {});
    await pauseAfterAStep(client, jobId);
    expect((await client.call('adapt.runs', {}))[0]).toMatchObject({ state: 'interrupted', adapter: null });
    expect((await client.call('adapt.runs', {}))[0]?.checkpointStep).not.toBeNull();
    await client.call('jobs.resume', { jobId });
    expect((await follow(client, jobId)).job.state).toBe('done');
    const resumed = await client.call('adapt.current', {});
    const uninterrupted = await readyProject({ epochs: 2, batch: 1 });
    await finish(uninterrupted, uninterrupted.call('adapt.start', {}));
    expect((await uninterrupted.call('adapt.current', {}))?.sha256).toBe(resumed?.sha256);
  });

  it('do not go on after a pause in which their settings were changed', async () => {
    const client = await readyProject({ epochs: 2, batch: 1 });
    const { jobId } = await client.call('adapt.start', {});
    await pauseAfterAStep(client, jobId);
    await changeSettings(client, { rank: 4 });
    await client.call('jobs.resume', { jobId });
    const { job } = await follow(client, jobId);
    expect(job).toMatchObject({ state: 'failed', errorCode: 'data-changed' });
    expect(job.errorMessage).toContain('the adaptation settings');
    await expect(client.call('jobs.pause', { jobId })).rejects.toThrow(failure('usage'));
    await expect(client.call('adapt.use', { jobId })).rejects.toThrow(failure('not-found'));
  });
});

describe('a twin', () => {
  it('answers a single question with probabilities, of the base model beside the adapted one', async () => {
    const client = await readyProject({ epochs: 1 });
    await finish(client, client.call('adapt.start', {}));
    const asked = await client.call('simulate.ask', { row: 3, item: 'tells', by: ['base', 'adapted'] });
    expect(asked.answers.map(({ by }) => by)).toEqual(['base', 'adapted']);
    for (const { probabilities, outside } of asked.answers) {
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 6);
      expect(outside).toBeGreaterThanOrEqual(0);
    }
    expect(asked.answers[0]?.probabilities).not.toEqual(asked.answers[1]?.probabilities);
    expect(asked.user).toContain('Earlier answers:');
    const told = await client.call('simulate.ask', { row: 3, item: 'tells', by: ['base'], earlier: { risk: '3' } });
    expect(told.user).toContain('Earlier answers:');
    expect(told.user).not.toBe(asked.user);
    const ask = { row: 3, item: 'tells', by: ['base' as const] };
    await expect(client.call('simulate.ask', { ...ask, row: 9999 })).rejects.toThrow(failure('not-found'));
    await expect(client.call('simulate.ask', { ...ask, item: 'age' })).rejects.toThrow(failure('not-found'));
    await expect(client.call('simulate.ask', { ...ask, earlier: { risk: '9' } })).rejects.toThrow(failure('usage'));
  });

  it('gives the probabilities that the simulation finds for the same question', async () => {
    const client = await readyProject();
    await finish(client, client.call('simulate.start', { by: 'base' }));
    const distributions = await client.call('simulate.distributions', { by: 'base' });
    expect(distributions).toMatchObject({ done: 40, total: 40, smallestCell: 10 });
    expect(await client.call('simulate.distributions', { by: 'adapted' })).toBeNull();
    const risk = distributions?.items.find(({ item }) => item === 'risk');
    const preview = await client.call('simulate.preview', { row: null });
    const row = preview[0]?.row ?? 0;
    const { answers } = await client.call('simulate.ask', { row, item: 'risk', by: ['base'] });
    expect(answers[0]?.probabilities).toHaveLength(risk?.options.length ?? 0);
    expect(risk?.simulated.n).toBe(40);
    expect(risk?.simulated.shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });
});

describe('distributions while the simulation runs', () => {
  it('show the twins so far beside the same humans, and no cell that is too small', async () => {
    const client = await readyProject({ rows: 430 }, 'rest');
    const { jobId } = await client.call('simulate.start', { by: 'base' });
    for await (const event of client.stream('jobs.watch', { jobId })) {
      if (event.type === 'progress' && event.progress.done > 0) break;
    }
    await client.call('jobs.pause', { jobId });
    const early = await client.call('simulate.distributions', { by: 'base' });
    expect(early?.total).toBe(400);
    const done = early?.done ?? 0;
    expect([done > 0, done < 400, done % 32]).toEqual([true, true, 0]);
    for (const { human, simulated } of early?.items ?? []) {
      expect(simulated.n).toBe(done);
      expect(human.n).toBe(done);
      for (const share of human.shares) expect(share === null || share === 0 || share * human.n >= 9.5).toBe(true);
    }
    await client.call('jobs.resume', { jobId });
    expect((await follow(client, jobId)).job.state).toBe('done');
    expect((await client.call('simulate.distributions', { by: 'base' }))?.done).toBe(400);
  });
});
