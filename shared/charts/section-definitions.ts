import type { EvaluationResults } from '../evaluation/results.ts';
import type { ChartSection } from './index.ts';

/** Ids of the definitions that a chapter rests on. */
export function definitionsOf(section: ChartSection | 'invalid', results: EvaluationResults): readonly string[] {
  switch (section) {
    case 'likelihood':
      return results.likelihood.definitions;
    case 'calibration':
      return results.calibration?.definitions ?? [];
    case 'divergence':
      return results.divergence.definitions;
    case 'subgroups':
      return results.subgroupAlignment.definitions;
    case 'heterogeneity':
      return results.heterogeneity.definitions;
    case 'distinguishability':
      return results.distinguishability?.definitions ?? [];
    case 'coherence':
      return [...(results.coherence?.definitions ?? []), ...(results.associations?.definitions ?? [])];
    case 'effects':
      return results.effects?.definitions ?? [];
    case 'rectification':
      return [
        ...(results.rectification?.definitions ?? []),
        ...(results.crossFit?.definitions ?? []),
        ...(results.allocation?.definitions ?? []),
      ];
    case 'regressions':
      return results.regressions?.definitions ?? [];
    case 'invalid':
      return results.invalidMass.definitions;
    case 'training':
      return [];
  }
}
