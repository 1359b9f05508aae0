import { join } from 'node:path';
import { z } from 'zod';
import { reportSections } from '../../../shared/contract/report.ts';
import { releasedDocument, releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { reportDocumentSchema } from '../../../shared/evaluation/report-document.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { throwIfAborted } from '../../../shared/errors.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { verifyAudit } from '../database/repositories/audit.ts';
import { renderHtmlReport } from '../files/exporters/html-report.ts';
import { hashText } from '../files/hash.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { phasesOf } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { readStudyState } from '../operations/study-state.ts';
import { finishPhase } from './finish-phase.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';
import { phaseInputSchema } from './phase-input.ts';
import { reportCompanions } from './report-companions.ts';
import { buildReportDocument } from './report-document.ts';

const inputSchema = phaseInputSchema.extend({
  folder: z.string(),
  /** Chapters of results; null: all. */
  sections: z.array(z.enum(reportSections)).nullable().default(null),
});

/** Writes report.html, results.json, their companions and manifest.json. All but the last depend on study and results alone; times stand in the manifest. */
export const reportJob = defineJob({
  kind: 'report',
  input: inputSchema,
  async run({ parts, folder, sections }, context) {
    const { db, dependencies, signal } = context;
    const state = readStudyState(db);
    context.report({ phase: 'Writing the report', done: 0, total: 3, unit: 'files' });
    const document = reportDocumentSchema.parse(buildReportDocument(db, state, dependencies.versions));
    const released = releasedDocumentSchema.parse(releasedDocument(document, defaultSmallestCell));
    const contents = new Map<string, string | Uint8Array>([['results.json', `${JSON.stringify(released, null, 2)}\n`]]);
    contents.set(
      'report.html',
      await renderHtmlReport(document, { signal, ...(sections === null ? {} : { sections }) }),
    );
    const companions = await reportCompanions(state.study, document.evaluation);
    for (const [name, content] of companions) contents.set(name, content);
    throwIfAborted(signal);
    context.report({ phase: 'Writing the report', done: 1, total: 3, unit: 'files' });
    const files = [...contents].map(([name, content]) => ({
      name,
      sha256: hashText(content),
      bytes: Buffer.byteLength(content),
    }));
    for (const [name, content] of contents) writeAtomically(join(folder, name), content);
    context.report({ phase: 'Writing the report', done: 2, total: 3, unit: 'files' });
    writeAtomically(join(folder, 'manifest.json'), manifestText(context, state, files));
    context.report({ phase: 'Writing the report', done: 3, total: 3, unit: 'files' });
    writeTransaction(db, ['phases'], (write) => finishPhase(write, context, 'report', parts, context.jobId));
    return { folder, files };
  },
});

interface WrittenFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What was written, from what, and when: hashes of every phase's inputs, versions, times and the head of the audit log. */
function manifestText({ db, dependencies }: JobContext, state: StudyState, files: readonly WrittenFile[]): string {
  const audit = verifyAudit(db);
  const phases = phasesOf(state.study).flatMap((name) => {
    const phase = state.phases.get(name);
    return phase === undefined || name === 'report'
      ? []
      : [{ name, fingerprint: phase.fingerprint, inputs: phase.parts, finishedAt: phase.finishedAt }];
  });
  const manifest = {
    manifestVersion: 1,
    study: state.study.name,
    writtenAt: dependencies.clock().toISOString(),
    files,
    phases,
    versions: dependencies.versions,
    threads: dependencies.threads,
    audit: audit.intact
      ? { intact: true, entries: audit.entries, head: audit.head }
      : { intact: false, brokenAt: audit.seq },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
