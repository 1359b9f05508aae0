import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { dimensionsChart } from '../../../shared/charts/dimensions.ts';
import { definitionsOf } from '../../../shared/charts/section-definitions.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { Section } from '../../ui/pane.tsx';
import type { BothResults } from './dimension-section.tsx';
import { knownDefinitions } from './dimension-section.tsx';

const sections = ['divergence', 'subgroups', 'heterogeneity', 'coherence', 'regressions'] as const;

/** All dimensions side by side. */
export function OverviewSection({ shown, released }: BothResults) {
  const make = useCallback((options: ChartOptions) => overview(shown, options), [shown]);
  const release = useCallback((options: ChartOptions) => overview(released, options), [released]);
  const definitions = useMemo(
    () =>
      knownDefinitions(
        sections.flatMap((section) => definitionsOf(section, shown)),
        shown,
      ),
    [shown],
  );
  return (
    <Section title="Dimensions">
      <ChartFigures make={make} release={release} definitions={definitions} />
    </Section>
  );
}

function overview(results: EvaluationResults, options: ChartOptions) {
  const chart = dimensionsChart(results, options);
  return chart === null ? [] : [chart];
}
