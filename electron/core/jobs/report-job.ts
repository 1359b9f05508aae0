import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { reportSections } from '../../../shared/contract/report.ts';
import { throwIfAborted } from '../../../shared/errors.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { startHost } from '../host-process.ts';
import { readingContract } from '../reading-contract.ts';
import { finishPhase } from './finish-phase.ts';
import { defineJob } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { phaseInputSchema } from './phase-input.ts';

const inputSchema = phaseInputSchema.extend({
  folder: z.string(),
  /** Chapters of results; null: all. */
  sections: z.array(z.enum(reportSections)).nullable().default(null),
});

/** Writes what a report folder holds. It is rendered by a process of its own, since drawing the charts takes a second. */
export const reportJob = defineJob({
  kind: 'report',
  input: inputSchema,
  async run({ parts, folder, sections }, context) {
    context.report({ phase: 'Gathering the results', done: 0, total: 0, unit: 'charts' });
    const files = await renderedFiles(context, sections);
    throwIfAborted(context.signal);
    // All or none: a folder whose files are of two reports would be worse than one that is written after a cancellation.
    for (const [index, { name, content }] of files.entries()) {
      context.report({ phase: 'Writing the files', done: index, total: files.length, unit: 'files' });
      writeAtomically(join(folder, name), content);
      await setImmediate();
    }
    context.report({ phase: 'Writing the files', done: files.length, total: files.length, unit: 'files' });
    writeTransaction(context.db, ['phases'], (write) => finishPhase(write, context, 'report', parts, context.jobId));
    const listed = files.filter(({ name }) => name !== 'manifest.json');
    return { folder, files: listed.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })) };
  },
});

async function renderedFiles(
  { dependencies, access, signal, report }: JobContext,
  sections: z.output<typeof inputSchema>['sections'],
) {
  const { spawnHost, versions, threads, clock } = dependencies;
  await using host = startHost(spawnHost, 'reader', readingContract, signal);
  await host.client.call('reader.open', { access: access(), versions: { ...versions } });
  const order = { sections, writtenAt: clock().toISOString(), threads };
  return await resultOf(host.client.stream('report.files', order, { signal }), ({ phase, done, total, unit }) =>
    report({ phase, done, total, unit }),
  );
}
