import { resolve } from 'node:path';
import type { ExportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import { exportAnnouncement, exportNotAgreed } from '../../../shared/messages/export-messages.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { askToAgree } from '../ask-to-agree.ts';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';

export interface ExportOptions extends CommonOptions {
  readonly out: string;
  readonly rows: ExportedSides;
  readonly iMayExportRows?: boolean;
}

/** Writes rows of single respondents after a person has agreed, by an option or on the terminal. */
export async function exportCommand(project: string, options: ExportOptions): Promise<void> {
  await withCore('export', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const { client, reporter, signal } = context;
    const path = resolve(options.out);
    const sides = options.rows;
    const facts = await client.call('export.preview', { sides });
    reporter.say(exportAnnouncement({ ...facts, path }));
    const agreed =
      options.iMayExportRows === true ||
      (await askToAgree('Export these rows? Type yes to agree: ', {
        input: process.stdin,
        output: process.stderr,
        signal,
      }));
    if (!agreed) throw new PilotlightError('usage', exportNotAgreed());
    const written = await resultOf(
      client.stream('export.rows', { sides, path, consent: true }, { signal }),
      (progress) => reporter.progress('export', progress),
    );
    reporter.event('exported', written);
    reporter.result(`Rows: ${written.path} (${formatCount(written.rows)} rows, SHA-256 ${written.sha256})`);
  });
}
