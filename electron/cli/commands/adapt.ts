import { resolve } from 'node:path';
import { openProjectFile, withCore } from '../command-context.ts';
import { takeAdapter } from '../set-study.ts';
import type { PhaseOptions } from './phase.ts';
import { phaseCommand } from './phase.ts';

export interface AdaptOptions extends PhaseOptions {
  readonly adapter?: string;
}

/** Trains an adapter, or takes one that was made elsewhere. */
export async function adaptCommand(project: string, options: AdaptOptions): Promise<void> {
  const { adapter } = options;
  if (adapter === undefined) return phaseCommand('adapt', project, ['adapt'], options);
  await withCore('adapt', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    await takeAdapter(context, resolve(adapter));
  });
}
