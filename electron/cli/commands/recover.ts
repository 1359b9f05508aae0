import { resolve } from 'node:path';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import type { CommonOptions } from '../command-context.ts';
import { passphraseSource, withCore } from '../command-context.ts';
import { readPassphrase, readRecoveryKey } from '../passphrase.ts';

export type RecoverOptions = CommonOptions & { readonly recoveryKeyFile?: string };

/** Gives a project whose passphrase is lost a new one, and prints its new recovery key. */
export async function recoverCommand(project: string, options: RecoverOptions): Promise<void> {
  await withCore('recover', options, async ({ client, reporter, signal }) => {
    const source = passphraseSource(options, signal);
    const recoveryKey = await readRecoveryKey({ ...source, file: options.recoveryKeyFile });
    const newPassphrase = await readPassphrase(source, 'replacing');
    const input = { path: resolve(project), recoveryKey, newPassphrase };
    const recovered = await resultOf(client.stream('project.recover', input, { signal }), (progress) =>
      reporter.progress('recover', progress),
    );
    reporter.event('recovery-key', { recoveryKey: recovered.recoveryKey });
    reporter.result(recovered.recoveryKey);
  });
}
