import type { Study } from '../../../shared/domain/study.ts';
import { apaTables } from '../../../shared/evaluation/apa/apa-tables.ts';
import { scriptStudy } from '../../../shared/evaluation/reproduction/script-study.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { defaultSmallestCell, withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import { renderApaDocx } from '../files/exporters/apa-docx.ts';
import { renderApaHtml } from '../files/exporters/apa-html.ts';
import { reproduceInPython } from '../files/exporters/reproduce-python.ts';
import { reproduceInR } from '../files/exporters/reproduce-r.ts';

/** The files that a report folder holds beside report.html and results.json, by name; they depend on the study and its results alone. */
export async function reportCompanions(
  study: Study,
  evaluation: EvaluationResults,
): Promise<Map<string, string | Uint8Array>> {
  const known = scriptStudy(study);
  const tables = apaTables(withoutSmallGroups(evaluation, defaultSmallestCell).results);
  const { title } = evaluation.study;
  return new Map<string, string | Uint8Array>([
    ['tables.html', renderApaHtml(title, tables)],
    ['tables.docx', await renderApaDocx(title, tables)],
    ['reproduce.R', reproduceInR(known)],
    ['reproduce.py', reproduceInPython(known)],
  ]);
}
