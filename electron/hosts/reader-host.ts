import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { PilotlightError, throwIfAborted } from '../../shared/errors.ts';
import { inReadingOrder } from '../../shared/contract/report.ts';
import { exportFileExists } from '../../shared/messages/export-messages.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { encryptAnew } from '../core/database/encrypt-anew.ts';
import type { ReadingProject } from '../core/database/open-reading.ts';
import { openReading } from '../core/database/open-reading.ts';
import { hashText } from '../core/files/hash.ts';
import { writeAtomically } from '../core/files/write-atomically.ts';
import { buildReportDocument } from '../core/jobs/report-document.ts';
import { drawSplit } from '../core/operations/draw-split.ts';
import { previewOfSplit } from '../core/operations/preview-of-split.ts';
import { simulatedDistributions } from '../core/operations/simulate-distributions.ts';
import { findStudyState, readStudyState } from '../core/operations/study-state.ts';
import { summariseColumn } from '../core/operations/summarise-column.ts';
import { tellProgress } from '../core/operations/tell-progress.ts';
import { readingContract } from '../core/reading-contract.ts';
import { hostPort } from './ports/from-parent.ts';

/** The open project, which this process only reads. */
let opened: { readonly project: ReadingProject; readonly versions: Readonly<Record<string, string>> } | null = null;

/** An export that nobody has noted in the audit log yet. */
let prepared: { readonly path: string; readonly text: string } | null = null;

/** The owner alone may read and write. */
const ownerOnly = 0o600;

function current(): NonNullable<typeof opened> {
  if (opened === null) throw new PilotlightError('internal', 'The reader has no project yet.');
  return opened;
}

serve(
  readingContract,
  {
    'reader.open'({ access: { path, ...key }, versions }) {
      opened?.project[Symbol.dispose]();
      opened = { project: openReading(path, key), versions };
      return null;
    },
    'data.columnSummary': ({ name }) => current().project.snapshot((db) => summariseColumn(db, name)),
    'split.draw': () => current().project.snapshot(drawSplit),
    'split.preview': ({ settings }) => current().project.snapshot((db) => previewOfSplit(db, settings)),
    'simulate.distributions'({ by }) {
      const { project, versions } = current();
      return project.snapshot((db) => {
        const state = findStudyState(db);
        return state === null ? null : simulatedDistributions(db, state, by, versions);
      });
    },
    async 'report.preview'({ sections }, { signal }) {
      const { project, versions } = current();
      const document = project.snapshot((db) => buildReportDocument(db, readStudyState(db), versions));
      // With the chart library, which nothing else here needs.
      const { filledSections, renderHtmlReport } = await import('../core/files/exporters/html-report.ts');
      const chosen = sections === null ? {} : { sections: inReadingOrder(sections) };
      return { html: await renderHtmlReport(document, { signal, ...chosen }), available: filledSections(document) };
    },
    'report.files': (order, { signal }) =>
      tellProgress(
        () => new Date(),
        async (report) => {
          const { project, versions } = current();
          const { renderReportFiles } = await import('../core/jobs/render-report-files.ts');
          return renderReportFiles(project, order, { versions, report, signal });
        },
      ),
    async 'export.preview'({ sides }) {
      // With the statistics, which most questions do not need.
      const { factsOfExport } = await import('../core/operations/rows-to-export.ts');
      return current().project.snapshot((db) => factsOfExport(db, sides));
    },
    'export.prepare': ({ sides, path }, { signal }) =>
      tellProgress(
        () => new Date(),
        async (report) => {
          const { factsOfRows, rowsToExport } = await import('../core/operations/rows-to-export.ts');
          const { csvParts } = await import('../../shared/evaluation/reproduction/exported-rows.ts');
          report({ phase: 'Gathering the answers', done: 0, total: 0, unit: 'rows' });
          // The report goes out before the reading, which answers nobody.
          await setImmediate();
          const rows = current().project.snapshot((db) => rowsToExport(db, sides));
          if (existsSync(path)) throw new PilotlightError('file-exists', exportFileExists(path), { path });
          const parts: string[] = [];
          for (const part of csvParts(rows)) {
            parts.push(part.text);
            report({ phase: 'Making the rows', done: part.done, total: rows.count, unit: 'rows' });
            await setImmediate();
            throwIfAborted(signal);
          }
          const text = parts.join('');
          prepared = { path, text };
          return { ...factsOfRows(rows), path, sha256: hashText(text), bytes: Buffer.byteLength(text) };
        },
      ),
    'project.encryptAnew': ({ access: { path, ...key }, target, newKey }) => encryptAnew({ path, key, target, newKey }),
    'export.write'() {
      if (prepared === null) throw new PilotlightError('internal', 'No export has been prepared.');
      const { path, text } = prepared;
      prepared = null;
      writeAtomically(path, text, ownerOnly);
      return null;
    },
  },
  hostPort(),
);
