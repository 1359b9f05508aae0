import { renderSummaryTable, summaryTable } from '../../shared/evaluation/summary-table.ts';
import { renderVerdictTable, verdictTable } from '../../shared/evaluation/verdict-table.ts';
import type { CommandContext } from './command-context.ts';

/** Prints the verdicts, the short table of the evaluation and its findings in words. */
export async function printSummary({ client, reporter }: CommandContext): Promise<void> {
  const results = await client.call('evaluate.results', {});
  if (results === null) return;
  const verdicts = verdictTable(results);
  const table = summaryTable(results);
  reporter.event('summary', { verdicts, table, headline: results.headline });
  reporter.result(
    [
      ...(verdicts === null ? [] : ['', renderVerdictTable(verdicts)]),
      '',
      renderSummaryTable(table),
      '',
      ...results.headline.map(({ text }) => text),
    ].join('\n'),
  );
}
