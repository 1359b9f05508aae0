import type { z } from 'zod';
import { throwIfAborted } from '../../../shared/errors.ts';
import { releasedDocument, releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import { reportDocumentSchema } from '../../../shared/evaluation/report-document.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import type { ReadingProject } from '../database/open-reading.ts';
import { verifyAudit } from '../database/repositories/audit.ts';
import { renderHtmlReport } from '../files/exporters/html-report.ts';
import { hashText } from '../files/hash.ts';
import { phasesOf } from '../operations/phase-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { readStudyState } from '../operations/study-state.ts';
import type { renderedFileSchema, reportOrderSchema } from '../reading-contract.ts';
import type { ProgressReport } from './progress-tracker.ts';
import { reportCompanions } from './report-companions.ts';
import { buildReportDocument } from './report-document.ts';

type RenderedFile = z.output<typeof renderedFileSchema>;
type ReportOrder = z.output<typeof reportOrderSchema>;

export interface ReportRendering {
  readonly versions: Readonly<Record<string, string>>;
  readonly report: (report: ProgressReport) => void;
  readonly signal: AbortSignal;
}

/**
 * What a report folder will hold: report.html, results.json, their companions and, last, manifest.json. All but the last depend
 * on study and results alone; times stand in the manifest. Throws `not-found` when a phase is missing, `cancelled`.
 */
export async function renderReportFiles(
  project: ReadingProject,
  { sections, writtenAt, threads }: ReportOrder,
  { versions, report, signal }: ReportRendering,
): Promise<RenderedFile[]> {
  const { state, document, audit } = project.snapshot((db) => {
    const present = readStudyState(db);
    return {
      state: present,
      document: reportDocumentSchema.parse(buildReportDocument(db, present, versions)),
      audit: verifyAudit(db),
    };
  });
  const page = await renderHtmlReport(document, {
    signal,
    ...(sections === null ? {} : { sections }),
    onChart: (done, total) => report({ phase: 'Drawing the charts', done, total, unit: 'charts' }),
  });
  throwIfAborted(signal);
  const files: RenderedFile[] = [
    rendered('results.json', releasedText(document)),
    rendered('report.html', page),
    ...[...(await reportCompanions(state.study, document.evaluation))].map(([name, content]) =>
      rendered(name, content),
    ),
  ];
  const manifest = {
    manifestVersion: 1,
    study: state.study.name,
    writtenAt,
    files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    phases: phasesBefore(state),
    versions,
    threads,
    audit: audit.intact
      ? { intact: true, entries: audit.entries, head: audit.head }
      : { intact: false, brokenAt: audit.seq },
  };
  return [...files, rendered('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)];
}

function rendered(name: string, content: string | Uint8Array): RenderedFile {
  return { name, content, sha256: hashText(content), bytes: Buffer.byteLength(content) };
}

function releasedText(document: ReportDocument): string {
  const released = releasedDocumentSchema.parse(releasedDocument(document, defaultSmallestCell));
  return `${JSON.stringify(released, null, 2)}\n`;
}

/** What every phase before the report was computed from, and when. */
function phasesBefore({ study, phases }: StudyState) {
  return phasesOf(study).flatMap((name) => {
    const phase = phases.get(name);
    return phase === undefined || name === 'report'
      ? []
      : [{ name, fingerprint: phase.fingerprint, inputs: phase.parts, finishedAt: phase.finishedAt }];
  });
}
