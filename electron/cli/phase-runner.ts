import type { Phase, PhaseName } from '../../shared/contract/phases.ts';
import { PilotlightError, throwIfAborted } from '../../shared/errors.ts';
import { formatCount } from '../../shared/evaluation/format-number.ts';
import { phaseAskedFor, reportMoved } from '../../shared/messages/core-messages.ts';
import { resultOf } from '../../shared/rpc/result-of.ts';
import type { CommandContext } from './command-context.ts';
import { followJob } from './command-context.ts';
import { describeRejection } from './describe-rejection.ts';
import { formatElapsed } from './format-progress.ts';
import { phaseTitles } from './phase-titles.ts';

/** Where the data come from and where the report goes. */
export interface PhaseTargets {
  readonly data: { readonly path: string; readonly dialect: Record<string, unknown> } | null;
  readonly reportFolder: string | null;
}

/** The state of a phase; the import is also compared with the data file. */
async function findPhase({ client }: CommandContext, name: PhaseName, { data }: PhaseTargets): Promise<Phase> {
  // The phases after it rest on what was imported, so the file need not be read again for each.
  const phases = await client.call('phases.list', { data: name === 'import' ? data : null });
  const phase = phases.find((candidate) => candidate.name === name);
  if (phase === undefined) throw new PilotlightError('internal', `There is no phase ${name}.`);
  return phase;
}

export interface RunPhaseOptions {
  /** Do it even if it is still valid. */
  readonly again?: boolean;
}

/** Does a phase unless it is still valid, and says which and why. */
export async function runPhase(
  context: CommandContext,
  name: PhaseName,
  targets: PhaseTargets,
  { again = false }: RunPhaseOptions = {},
): Promise<void> {
  const { reporter, signal } = context;
  throwIfAborted(signal);
  const phase = await findPhase(context, name, targets);
  const reasons = [...phase.reasons];
  if (name === 'report' && phase.state === 'done' && (await isElsewhere(context, targets))) reasons.push(reportMoved());
  if (phase.state === 'done' && reasons.length === 0 && !again) {
    reporter.say(`${phaseTitles[name]}: still valid.`);
    reporter.event('phase', { phase: name, action: 'reused' });
    return;
  }
  const isRepeated = phase.finishedAt !== null;
  if (isRepeated && reasons.length === 0) reasons.push(phaseAskedFor());
  const isResumed = phase.resumableJobId !== null;
  const because = isRepeated ? `: done again because ${reasons.join('; ')}` : '';
  reporter.say(`${phaseTitles[name]}${because}${isResumed ? ': going on where it stopped' : ''} …`);
  reporter.event('phase', { phase: name, action: isRepeated ? 'redone' : 'started', reasons, resumed: isResumed });
  const startedAt = performance.now();
  await startPhase(context, name, targets, again);
  const seconds = (performance.now() - startedAt) / 1000;
  reporter.say(`${phaseTitles[name]}: ${await describeOutcome(context, name)} (${formatElapsed(seconds)}).`);
  reporter.event('phase', { phase: name, action: 'done', seconds });
}

async function startPhase(
  context: CommandContext,
  name: PhaseName,
  { data, reportFolder }: PhaseTargets,
  again: boolean,
): Promise<void> {
  const { client, reporter, signal } = context;
  const follow = async (started: Promise<{ jobId: string }>): Promise<void> => {
    await followJob(context, name, (await started).jobId);
  };
  switch (name) {
    case 'import':
      if (data === null) throw new PilotlightError('usage', 'The import needs a data file.');
      return follow(client.call('data.import', data));
    case 'split':
      await resultOf(client.stream('split.create', {}, { signal }), (progress) => reporter.progress(name, progress));
      return;
    case 'adapt':
      return follow(client.call('adapt.start', {}));
    case 'simulate-base':
      return follow(client.call('simulate.start', { by: 'base', again }));
    case 'simulate-adapted':
      return follow(client.call('simulate.start', { by: 'adapted', again }));
    case 'simulate-prompted':
      return follow(client.call('simulate.start', { by: 'prompted', again }));
    case 'cross-fit':
      return follow(client.call('simulate.crossFit', {}));
    case 'evaluate':
      return follow(client.call('evaluate.start', {}));
    case 'report':
      if (reportFolder === null) throw new PilotlightError('usage', 'The report needs a folder.');
      return follow(client.call('report.start', { folder: reportFolder }));
  }
}

/** Whether the report lies in another folder than it is wanted in. */
async function isElsewhere({ client }: CommandContext, { reportFolder }: PhaseTargets): Promise<boolean> {
  const written = await client.call('report.current', {});
  return reportFolder !== null && written !== null && written.folder !== reportFolder;
}

/** What came of a phase, in the words that end its line. */
async function describeOutcome(context: CommandContext, name: PhaseName): Promise<string> {
  const { client } = context;
  switch (name) {
    case 'import':
      return describeImport(context);
    case 'split': {
      const split = await client.call('split.get', {});
      const counts = Object.entries(split?.counts ?? {}).filter(([, count]) => count > 0);
      return counts.map(([part, count]) => `${formatCount(count)} ${part}`).join(', ');
    }
    case 'adapt': {
      const adapter = await client.call('adapt.current', {});
      return `the adapter of epoch ${adapter?.bestEpoch ?? 0} has the lowest loss on pilot-validation`;
    }
    case 'simulate-base':
    case 'simulate-adapted':
    case 'simulate-prompted': {
      const [split, study] = [await client.call('split.get', {}), await client.call('study.get', {})];
      const draws = counted(study?.simulation.seeds.length ?? 0, 'draw');
      const { evaluation = 0, rectification = 0 } = split?.counts ?? {};
      const more =
        rectification > 0 && name !== 'simulate-prompted'
          ? ` and ${formatCount(rectification)} of rectification humans`
          : '';
      return `${counted(evaluation, 'twin')}${more}, ${draws} each`;
    }
    case 'cross-fit': {
      const study = await client.call('study.get', {});
      return `${counted(study?.rectification?.crossFit ?? 0, 'fold')}, each with an adapter that was trained without it`;
    }
    case 'evaluate':
      return 'done';
    case 'report':
      return 'written';
  }
}

/** Refusals that are told at once; `pilotlight rejected` lists all of them. */
const toldRejections = 10;

async function describeImport({ client, reporter }: CommandContext): Promise<string> {
  const summary = await client.call('data.summary', {});
  if (summary === null) return 'done';
  const { rows, rejectedRows, rejectedCells, missingCells } = summary;
  const rejected = await client.call('data.rejected', { limit: toldRejections });
  for (const rejection of rejected) reporter.say(`  refused: ${describeRejection(rejection, { withText: false })}`);
  const more = rejectedRows + rejectedCells - rejected.length;
  if (more > 0) reporter.say(`  … and ${formatCount(more)} more`);
  if (rejected.length > 0) reporter.say('  `pilotlight rejected` shows them with their text.');
  return [
    counted(rows, 'respondent'),
    ...(rejectedRows > 0 ? [`${counted(rejectedRows, 'record')} refused`] : []),
    ...(rejectedCells > 0 ? [`${counted(rejectedCells, 'cell')} refused`] : []),
    ...(missingCells > 0 ? [`${counted(missingCells, 'cell')} with a missing code`] : []),
  ].join(', ');
}

function counted(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}
