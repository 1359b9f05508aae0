import { resolve } from 'node:path';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';

/** Prints what opens the project without its passphrase; the audit log notes it. */
export async function recoveryKeyCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('recovery-key', options, async (context) => {
    const { client, reporter } = context;
    const passphrase = await openProjectFile(context, resolve(project), options, false);
    const { recoveryKey } = await client.call('project.recoveryKey', { passphrase });
    reporter.event('recovery-key', { recoveryKey });
    reporter.result(recoveryKey);
  });
}
