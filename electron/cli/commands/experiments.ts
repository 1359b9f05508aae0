import { resolve } from 'node:path';
import {
  differenceFinding,
  differenceMeasures,
  differenceRows,
  experimentFinding,
  experimentMeasures,
  experimentRows,
} from '../../../shared/evaluation/experiments/experiment-table.ts';
import type { Experiment } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { experimentTitles } from '../../../shared/evaluation/experiments/experiment-titles.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { outdatedCells } from '../../../shared/messages/evaluation-messages.ts';
import { renderSummaryTable } from '../../../shared/evaluation/summary-table.ts';
import type { CommandContext, CommonOptions } from '../command-context.ts';
import { followJob, openProjectFile, withCore } from '../command-context.ts';

/** Does the experiments of an existing project and prints what they give. */
export async function experimentsCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('experiments', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    await runExperiments(context);
    await printExperiments(context);
  });
}

/** Does the cells that are not done; says so where all are. Throws `usage` where the study asks for none. */
export async function runExperiments(context: CommandContext): Promise<void> {
  const { client, reporter } = context;
  const cells = await client.call('experiments.list', {});
  const open = cells.filter(({ done }) => !done).length;
  const counted = `${formatCount(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'}`;
  if (cells.length > 0 && open === 0) {
    reporter.say(`Experiments: all of ${counted} still valid.`);
    reporter.event('experiments', { action: 'reused', cells: cells.length });
    return;
  }
  const outdated = cells.filter((cell) => cell.outdated).length;
  if (outdated > 0) reporter.say(outdatedCells(outdated));
  reporter.say(`Experiments: ${formatCount(open)} of ${counted} to do …`);
  reporter.event('experiments', { action: 'started', cells: cells.length, open });
  const { jobId } = await client.call('experiments.start', {});
  await followJob(context, 'experiments', jobId);
  reporter.say('Experiments: done.');
  reporter.event('experiments', { action: 'done', cells: cells.length });
}

/** Prints the table and the finding of every experiment. */
export async function printExperiments({ client, reporter }: CommandContext): Promise<void> {
  const block = await client.call('experiments.results', {});
  for (const experiment of (block?.experiments ?? []).filter(({ cells }) => cells.length > 0)) {
    const rows = experimentRows(experiment);
    reporter.event('experiment', { id: experiment.id, measures: experimentMeasures, rows });
    const table = {
      columns: experimentMeasures.map((label) => ({ id: label, label })),
      rows: rows.map(({ cell, source, values }) => ({
        id: `${cell} ${source}`,
        label: `${cell}: ${source}`,
        cells: [...values],
      })),
    };
    reporter.result(
      ['', experimentTitles[experiment.id], '', renderSummaryTable(table), '', experimentFinding(experiment)].join(
        '\n',
      ),
    );
    printDifferences(experiment, reporter);
  }
}

/** The cells beside those they are compared with; nothing where none are. */
function printDifferences(experiment: Experiment, reporter: CommandContext['reporter']): void {
  const rows = differenceRows(experiment);
  const finding = differenceFinding(experiment);
  if (rows.length === 0 || finding === null) return;
  reporter.event('differences', { id: experiment.id, measures: differenceMeasures, rows });
  const table = {
    columns: differenceMeasures.map((label) => ({ id: label, label })),
    rows: rows.map(({ cell, reference, values }) => ({
      id: cell,
      label: `${cell} − ${reference}`,
      cells: [...values],
    })),
  };
  reporter.result(['', renderSummaryTable(table), '', finding].join('\n'));
}
