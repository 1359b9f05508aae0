import type { DatasetSummary } from '../../shared/contract/data.ts';
import type { Phase, PhaseName } from '../../shared/contract/phases.ts';
import { PilotlightError, throwIfAborted } from '../../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { followJob } from './command-context.ts';
import { formatDuration } from './format-progress.ts';

/** Where the data come from and where the report goes. */
export interface PhaseTargets {
  readonly data: { readonly path: string; readonly dialect: Record<string, unknown> } | null;
  readonly reportFolder: string | null;
}

const titles: Readonly<Record<PhaseName, string>> = {
  import: 'Import',
  split: 'Split',
  adapt: 'Adaptation',
  'simulate-base': 'Simulation, base model',
  'simulate-adapted': 'Simulation, adapted model',
  evaluate: 'Evaluation',
  report: 'Report',
};

export async function findPhase(context: CommandContext, name: PhaseName, { data }: PhaseTargets): Promise<Phase> {
  const phases = await context.client.call('phases.list', { data });
  const phase = phases.find((candidate) => candidate.name === name);
  if (phase === undefined) throw new PilotlightError('internal', `There is no phase ${name}.`);
  return phase;
}

/** Does a phase unless it is still valid, and says which and why. `again` does it in any case. */
export async function runPhase(
  context: CommandContext,
  name: PhaseName,
  targets: PhaseTargets,
  options: { readonly again?: boolean } = {},
): Promise<void> {
  const { reporter, signal } = context;
  throwIfAborted(signal);
  const phase = await findPhase(context, name, targets);
  const moved =
    name === 'report' && targets.reportFolder !== null && (await reportElsewhere(context, targets.reportFolder));
  if (phase.state === 'done' && options.again !== true && !moved) {
    reporter.say(`${titles[name]}: still valid, not done again.`);
    reporter.event('phase', { phase: name, action: 'reused' });
    return;
  }
  const reasons = moved && phase.reasons.length === 0 ? ['it goes to another folder'] : phase.reasons;
  const because = phase.state === 'stale' || moved ? `, done again because ${reasons.join('; ')}` : '';
  const resumed = phase.resumableJobId === null || because !== '' ? '' : ', going on where it stopped';
  reporter.say(`${titles[name]}${because}${resumed} …`);
  reporter.event('phase', { phase: name, action: because === '' ? 'started' : 'redone', reasons });
  const startedAt = performance.now();
  await startPhase(context, name, targets);
  const seconds = (performance.now() - startedAt) / 1000;
  const outcome = await describeOutcome(context, name);
  reporter.say(`${titles[name]}: done in ${formatDuration(seconds)}${outcome === '' ? '.' : `: ${outcome}.`}`);
  reporter.event('phase', { phase: name, action: 'done', seconds });
}

async function startPhase(
  context: CommandContext,
  name: PhaseName,
  { data, reportFolder }: PhaseTargets,
): Promise<void> {
  const { client } = context;
  const follow = async (started: Promise<{ jobId: string }>): Promise<void> => {
    await followJob(context, name, (await started).jobId);
  };
  switch (name) {
    case 'import':
      if (data === null) throw new PilotlightError('usage', 'The import needs a data file.');
      return follow(client.call('data.import', data));
    case 'split':
      await client.call('split.create', {});
      return;
    case 'adapt':
      return follow(client.call('adapt.start', {}));
    case 'simulate-base':
      return follow(client.call('simulate.start', { by: 'base' }));
    case 'simulate-adapted':
      return follow(client.call('simulate.start', { by: 'adapted' }));
    case 'evaluate':
      return follow(client.call('evaluate.start', {}));
    case 'report':
      if (reportFolder === null) throw new PilotlightError('usage', 'The report needs a folder.');
      return follow(client.call('report.start', { folder: reportFolder }));
  }
}

async function reportElsewhere({ client }: CommandContext, folder: string): Promise<boolean> {
  const written = await client.call('report.current', {});
  return written !== null && written.folder !== folder;
}

async function describeOutcome({ client, reporter }: CommandContext, name: PhaseName): Promise<string> {
  if (name === 'import') {
    const summary = await client.call('data.summary', {});
    if (summary === null) return '';
    const rejected = await client.call('data.rejected', { limit: 10 });
    for (const { line, row, column, reason, value } of rejected) {
      reporter.say(
        `  rejected: line ${line}, record ${row}${column === null ? '' : `, ${column}`}: ${reason} ("${value}")`,
      );
    }
    return importInWords(summary);
  }
  if (name === 'split') {
    const split = await client.call('split.get', {});
    return Object.entries(split?.counts ?? {})
      .filter(([, count]) => count > 0)
      .map(([part, count]) => `${part} ${count}`)
      .join(', ');
  }
  if (name === 'adapt') {
    const adapter = await client.call('adapt.current', {});
    return adapter === null ? '' : `the adapter of epoch ${adapter.bestEpoch} has the lowest pilot-validation loss`;
  }
  return '';
}

function importInWords({ rows, rejectedRows, rejectedCells, missingCells }: DatasetSummary): string {
  return `${rows} respondents, ${rejectedRows} records and ${rejectedCells} cells rejected, ${missingCells} cells with a missing code`;
}
