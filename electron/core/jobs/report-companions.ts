import type { Study } from '../../../shared/domain/study.ts';
import { scriptStudy } from '../../../shared/evaluation/reproduction/script-study.ts';
import { reproduceInPython } from '../files/exporters/reproduce-python.ts';
import { reproduceInR } from '../files/exporters/reproduce-r.ts';

/** The files that a report folder holds beside report.html and results.json, by name; they depend on the study and its results alone. */
export function reportCompanions(study: Study): Map<string, string> {
  const known = scriptStudy(study);
  return new Map([
    ['reproduce.R', reproduceInR(known)],
    ['reproduce.py', reproduceInPython(known)],
  ]);
}
