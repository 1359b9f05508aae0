import { resolve } from 'node:path';
import type { PhaseName } from '../../../shared/contract/phases.ts';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';
import { runPhase } from '../phase-runner.ts';
import { printSummary } from '../print-summary.ts';

export interface PhaseOptions extends CommonOptions {
  readonly again?: boolean;
  readonly out?: string;
}

/** Does some phases of an existing project, in the given order. */
export async function phaseCommand(
  command: string,
  project: string,
  phases: readonly PhaseName[],
  options: PhaseOptions,
  { presentOnly = false }: { readonly presentOnly?: boolean } = {},
): Promise<void> {
  await withCore(command, options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const reportFolder = options.out === undefined ? null : resolve(options.out);
    const present = await context.client.call('phases.list', { data: null });
    for (const name of phases.filter((wanted) => !presentOnly || present.some((phase) => phase.name === wanted)))
      await runPhase(context, name, { data: null, reportFolder }, { again: options.again === true });
    if (phases.includes('evaluate')) await printSummary(context);
    if (reportFolder !== null) context.reporter.result(`Report: ${resolve(reportFolder, 'report.html')}`);
  });
}
