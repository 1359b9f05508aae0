import { renderSummaryTable, summaryTable } from '../../shared/evaluation/summary-table.ts';
import type { CommandContext } from './command-context.ts';

/** Prints the short table of the evaluation and its findings in words. */
export async function printSummary({ client, reporter }: CommandContext): Promise<void> {
  const results = await client.call('evaluate.results', {});
  if (results === null) return;
  const table = summaryTable(results);
  reporter.event('summary', { table, headline: results.headline });
  reporter.result(['', renderSummaryTable(table), '', ...results.headline.map(({ text }) => text)].join('\n'));
}
