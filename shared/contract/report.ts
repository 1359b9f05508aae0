import { z } from 'zod';
import { reportDocumentSchema } from '../evaluation/report-document.ts';
import { command, query } from '../rpc/define.ts';

/** Parts of the report that can be left out; verdicts, findings, sample, limits, definitions and provenance always stand in it. */
export const reportSections = [
  'likelihood',
  'calibration',
  'divergence',
  'subgroups',
  'heterogeneity',
  'distinguishability',
  'coherence',
  'effects',
  'regressions',
  'rectification',
  'training',
] as const;
export type ReportSection = (typeof reportSections)[number];

/** The same chapters in the order of the report. */
export function inReadingOrder(sections: readonly ReportSection[]): ReportSection[] {
  return reportSections.filter((section) => sections.includes(section));
}

/** Null: all of them. */
const sections = z.array(z.enum(reportSections)).nullable().default(null);

export const reportContract = {
  /** Where the latest report was written, or null before the first. */
  'report.current': query(z.strictObject({}), z.object({ folder: z.string(), files: z.array(z.string()) }).nullable()),
  /** What charts and tables are drawn from: results, loss curve and provenance, with small cells still in it. Null before an evaluation. */
  'report.document': query(z.strictObject({}), reportDocumentSchema.nullable()),
  /** The report as one HTML page, and which sections the study has something for. Nothing is written. Throws `not-found` before an evaluation. */
  'report.preview': query(
    z.strictObject({ sections }),
    z.object({ html: z.string(), available: z.array(z.enum(reportSections)) }),
  ),
  /** Writes report.html, results.json, tables, scripts and manifest.json into a folder. */
  'report.start': command(z.strictObject({ folder: z.string().min(1), sections }), z.object({ jobId: z.string() })),
};
