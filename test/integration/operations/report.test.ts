import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { hashText } from '../../../electron/core/files/hash.ts';
import type { SpawnHost } from '../../../electron/core/host-process.ts';
import { spawnChildHost } from '../../../electron/hosts/ports/child-process.ts';
import { chartsOf } from '../../../shared/charts/index.ts';
import { variablesTheme } from '../../../shared/charts/theme.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { finish, nanoModel, openCore, testPassphrase } from '../../support/open-core.ts';
import { silentHost } from '../../support/silent-host.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Real hosts; the reader is killed when it is told to write `path`, of which there is then a half. */
function killedWriting(path: string): SpawnHost {
  return (kind) => {
    const host = spawnChildHost(kind);
    let preparing = '';
    const post = (message: unknown): void => {
      const { data } = z
        .object({ name: z.string(), input: z.object({ path: z.string() }).partial() })
        .safeParse(message);
      preparing = data?.input.path ?? preparing;
      if (data?.name !== 'export.write' || preparing !== path) return host.port.post(message);
      writeFileSync(`${path}.unfinished`, 'half a ro');
      host.kill();
    };
    return { ...host, port: { ...host.port, post } };
  };
}

it('goes the whole way as a window does it: from a sample of data to charts and a report of chosen chapters', async () => {
  const folder = temporaryFolder();
  const cutOff = join(folder, 'exports', 'cut-off.csv');
  mkdirSync(dirname(cutOff));
  let isLong = false;
  const { client } = openCore(
    folder,
    silentHost(killedWriting(cutOff), (message) => isLong && message.includes('Drawing the charts')),
  );
  const survey = writeSurveyStudy(join(folder, 'survey'), { epochs: 1 });
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  expect(await client.call('report.document', {})).toBeNull();
  const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
  await client.call('study.set', { study: { ...study, evaluation: { ...study.evaluation, bootstrap: 100 } } });
  await resultOf(client.stream('models.register', { path: nanoModel }));
  await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
  await resultOf(client.stream('split.create', {}));
  await finish(client, client.call('adapt.start', {}));
  await finish(client, client.call('simulate.start', { by: 'base' }));
  await finish(client, client.call('simulate.start', { by: 'adapted' }));
  await finish(client, client.call('evaluate.start', {}));

  const document = await client.call('report.document', {});
  if (document === null) throw new Error('There is no document.');
  expect(document.evaluation).toEqual(await client.call('evaluate.results', {}));
  const options = { theme: variablesTheme, width: 700, smallestCell: 10 };
  expect(chartsOf('likelihood', document, options).length).toBeGreaterThan(0);
  expect(chartsOf('training', document, options)).toHaveLength(1);

  const order: string[] = [];
  const preview = client.call('report.preview', { sections: null }).finally(() => order.push('preview'));
  await client.call('project.info', {}).finally(() => order.push('info'));
  const whole = await preview;
  expect(order).toEqual(['info', 'preview']);
  expect(whole.available).toContain('divergence');
  const short = await client.call('report.preview', { sections: ['training', 'likelihood'] });
  const chapters = [...short.html.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id);
  expect(chapters).toContain('likelihood');
  expect(chapters.indexOf('likelihood')).toBeLessThan(chapters.indexOf('training'));
  expect(chapters).not.toContain('divergence');
  expect(short.html.length).toBeLessThan(whole.html.length);

  const baselines = document.evaluation.sources.filter(({ kind }) => kind === 'baseline').length;
  const facts = client.call('export.preview', { sides: 'both' }).finally(() => order.push('rows'));
  await client.call('project.info', {}).finally(() => order.push('info'));
  expect(await facts).toMatchObject({ respondents: 40, rows: 40 + 2 * (2 + baselines) * 40 });
  const file = join(folder, 'rows.csv');
  const told: Progress[] = [];
  const exported = resultOf(client.stream('export.rows', { sides: 'both', path: file, consent: true }), (progress) =>
    told.push(progress),
  );
  const written = exported.finally(() => order.push('export'));
  await client.call('project.info', {}).finally(() => order.push('info'));
  const { sha256, bytes } = await written;
  expect(order.slice(2)).toEqual(['info', 'rows', 'info', 'export']);
  expect([hashText(readFileSync(file)), statSync(file).size]).toEqual([sha256, bytes]);
  expect(told.map(({ phase, unit }) => [phase, unit])).toContainEqual(['Making the rows', 'rows']);
  const again = resultOf(client.stream('export.rows', { sides: 'both', path: file, consent: true }));
  await expect(again).rejects.toMatchObject({
    code: 'file-exists',
  });

  const killed = resultOf(client.stream('export.rows', { sides: 'both', path: cutOff, consent: true }));
  await expect(killed).rejects.toMatchObject({ code: 'host-crashed' });
  expect(readdirSync(dirname(cutOff))).toEqual([]);
  const entries = (await client.call('audit.list', {})).filter(({ details }) => details['path'] === cutOff);
  expect(entries.map(({ action }) => action)).toEqual(['rows-exported', 'rows-export-failed']);

  isLong = true;
  const unwritten = join(folder, 'unwritten');
  const { jobId } = await client.call('report.start', { folder: unwritten, sections: null });
  for await (const event of client.stream('jobs.watch', { jobId })) {
    if (event.type === 'progress' && event.progress.phase === 'Drawing the charts') {
      expect(event.progress).toMatchObject({ done: 0, unit: 'charts' });
      await client.call('jobs.cancel', { jobId });
    }
  }
  expect(await client.call('jobs.get', { jobId })).toMatchObject({ state: 'cancelled' });
  expect(existsSync(unwritten)).toBe(false);
  isLong = false;

  const target = join(folder, 'report');
  await finish(client, client.call('report.start', { folder: target, sections: ['likelihood'] }));
  expect(readFileSync(join(target, 'report.html'), 'utf8')).not.toContain('<section id="divergence"');
  expect((await client.call('phases.list', { data: null })).every(({ state }) => state === 'done')).toBe(true);
  expect(existsSync(join(target, 'manifest.json'))).toBe(true);

  const evaluation = async () =>
    (await client.call('phases.list', { data: null })).find(({ name }) => name === 'evaluate');
  const stale = { state: 'stale', reasons: ['the regressions changed'] };
  const [first, ...others] = study.regressions;
  if (first === undefined) throw new Error('The study has no regression.');
  const regress = (formula: string) => {
    const settings = { ...study.evaluation, bootstrap: 100 };
    return client.call('study.set', {
      study: { ...study, evaluation: settings, regressions: [{ ...first, formula }, ...others] },
    });
  };
  await regress('tells ~ warned');
  expect(await evaluation()).toMatchObject(stale);
  await finish(client, client.call('evaluate.start', {}));
  expect(await evaluation()).toMatchObject({ state: 'done' });
  await regress('tells ~ age');
  expect(await evaluation(), 'after a second change').toMatchObject(stale);
  await regress('tells ~ warned');
  expect(await evaluation(), 'as it was evaluated').toMatchObject({ state: 'done' });
});
