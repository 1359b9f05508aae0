import { join, resolve } from 'node:path';
import { readRecipe } from '../../core/files/recipe/read-recipe.ts';
import { openProjectFile, withCore } from '../command-context.ts';
import type { CommandContext, CommonOptions } from '../command-context.ts';
import { formatElapsed } from '../format-progress.ts';
import { runPhase } from '../phase-runner.ts';
import { printSummary } from '../print-summary.ts';
import { printExperiments, runExperiments } from './experiments.ts';
import { setStudy } from '../set-study.ts';

export interface RunOptions extends CommonOptions {
  readonly out?: string;
}

/** The whole way from a recipe to a report; phases that are still valid are not done again. */
export async function runCommand(recipePath: string, options: RunOptions): Promise<void> {
  const startedAt = performance.now();
  const recipe = readRecipe(recipePath);
  const folder = resolve(options.out ?? `${recipe.study.name}-results`);
  const threads = options.threads ?? recipe.threads;
  await withCore('run', threads === undefined ? options : { ...options, threads }, async (context) => {
    const { reporter } = context;
    await openProjectFile(context, join(folder, `${recipe.study.name}.pilotlight`), options, true);
    await setStudy(context, recipe);
    const targets = { data: { path: recipe.dataFile, dialect: recipe.dialect }, reportFolder: folder };
    const trainsAnew = recipe.adapterFile === null && (await usesAdapterFromElsewhere(context));
    for (const { name } of await context.client.call('phases.list', { data: null })) {
      if (name === 'report' && recipe.study.experiments !== undefined) await runExperiments(context);
      await runPhase(context, name, targets, { again: name === 'adapt' && trainsAnew });
    }
    await printSummary(context);
    await printExperiments(context);
    const seconds = (performance.now() - startedAt) / 1000;
    const report = join(folder, 'report.html');
    reporter.event('done', { seconds, folder, report, results: join(folder, 'results.json') });
    reporter.say(`Total time ${formatElapsed(seconds)}.`);
    reporter.result(`Report: ${report}`);
  });
}

/** Whether simulations use an adapter that was not trained here, while the recipe says nothing of one. */
async function usesAdapterFromElsewhere({ client }: CommandContext): Promise<boolean> {
  const adapters = await client.call('models.adapters', {});
  return adapters.some(({ isCurrent, origin }) => isCurrent && origin === 'elsewhere');
}
