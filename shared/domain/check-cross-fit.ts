import { variablesWithRole } from './codebook.ts';
import type { Study } from './study.ts';

/** Why a study cannot have its estimates rectified fold by fold. */
export function checkCrossFit({ rectification, codebook, split }: Study): { path: string[]; message: string }[] {
  if (rectification === undefined) return [];
  const path = ['rectification', 'cross_fit'];
  const faults: { path: string[]; message: string }[] = [];
  const { crossFit: folds } = rectification;
  if (variablesWithRole(codebook, 'cluster').length > 0 && split.unit !== 'cluster')
    faults.push({ path, message: 'folds must keep clusters whole: set split.unit to cluster' });
  const pilot = split.parts['pilot-train'];
  if (typeof pilot === 'number' && pilot < folds)
    faults.push({ path, message: `pilot-train has fewer than ${folds} respondents` });
  return faults;
}
