import type { Chart, ChartOptions } from '../../../shared/charts/chart.ts';
import type { ChartSection } from '../../../shared/charts/index.ts';
import { chartsOf } from '../../../shared/charts/index.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import type { Detail } from './evaluate-view.ts';

/** Charts that belong to further detail, by the beginning of their ids. */
const further: readonly string[] = [
  'divergence-differences',
  'skill',
  'distributions',
  'structure-shares',
  'between-',
  'structures-by-group',
  'gap-by-group',
  'likelihood-differences',
  'calibration-error',
  'rectified-',
];

/** The charts of a section at a level of detail, in reading order. */
export function sectionCharts(
  section: ChartSection,
  evaluation: EvaluationResults,
  detail: Detail,
  options: ChartOptions,
): Chart[] {
  const charts = chartsOf(section, { evaluation, training: null }, options);
  return detail === 'all' ? charts : charts.filter(({ id }) => !further.some((start) => id.startsWith(start)));
}

/** Sections for which a study has something. */
export function filledSections<Section extends ChartSection>(
  sections: readonly Section[],
  results: EvaluationResults,
): Section[] {
  return sections.filter((section) => isFilled(section, results));
}

function isFilled(section: ChartSection, results: EvaluationResults): boolean {
  switch (section) {
    case 'subgroups':
      return results.subgroupAlignment.variables.length > 0;
    case 'coherence':
      return results.coherence !== null || results.associations !== undefined;
    case 'regressions':
      return results.regressions !== null;
    case 'effects':
      return (results.effects?.contrasts.length ?? 0) > 0;
    case 'calibration':
      return results.calibration !== undefined;
    case 'distinguishability':
      return results.distinguishability !== undefined;
    case 'rectification':
      return results.rectification !== undefined || results.allocation !== undefined;
    case 'training':
      return false;
    case 'likelihood':
    case 'divergence':
    case 'heterogeneity':
      return true;
  }
}
