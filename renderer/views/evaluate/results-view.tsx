import { useMemo } from 'react';
import { humanStyle, sourceStyles } from '../../../shared/charts/source-style.ts';
import { variablesTheme } from '../../../shared/charts/theme.ts';
import { partIntroductions, partTitles } from '../../../shared/evaluation/report-prose.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { defaultSmallestCell, withoutSmallGroups } from '../../../shared/evaluation/small-cells.ts';
import type { VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import { ChartKey } from '../../charts/chart-key.tsx';
import { AllocationPart } from './allocation-part.tsx';
import type { BothResults } from './dimension-section.tsx';
import { DimensionSection, Part } from './dimension-section.tsx';
import type { EvaluateView } from './evaluate-view.ts';
import styles from './evaluate.module.css';
import { FindingsSection } from './findings-section.tsx';
import { LeakageSection } from './leakage-section.tsx';
import { OverviewSection } from './overview-section.tsx';
import { SampleSection } from './sample-section.tsx';
import { filledSections } from './section-charts.ts';
import { InvalidAnswers, LikelihoodByItem, RuleCounts, SignTables } from './section-extras.tsx';
import { shownResults } from './shown-results.ts';
import { SubgroupExplorer } from './subgroup-explorer.tsx';
import { VerdictSection } from './verdict-section.tsx';

export interface ResultsViewProps {
  readonly results: EvaluationResults;
  readonly verdicts: VerdictTable | null;
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
}

/** Sections of charts in reading order: the five dimensions, then what else was measured. */
export const chartSections = [
  'divergence',
  'subgroups',
  'heterogeneity',
  'coherence',
  'regressions',
  'effects',
  'rectification',
  'likelihood',
  'calibration',
  'distinguishability',
] as const;
type Section = (typeof chartSections)[number];

/** Verdicts first, then the main statements, then the dimensions one by one. */
export function ResultsView({ results, verdicts, view, onView }: ResultsViewProps) {
  const { items, sources } = view;
  const both = useMemo((): BothResults => {
    const shown = shownResults(results, { items, sources });
    return { shown, released: withoutSmallGroups(shown, defaultSmallestCell).results };
  }, [results, items, sources]);
  const { shown } = both;
  const styled = useMemo(() => [humanStyle(variablesTheme), ...sourceStyles(shown, variablesTheme)], [shown]);
  return (
    <div className={styles.results}>
      <div className={styles.column}>
        <div className={styles.opening}>
          {verdicts === null ? <div /> : <VerdictSection verdicts={verdicts} />}
          <FindingsSection results={results} />
          <OverviewSection {...both} />
        </div>
        <ChartKey sources={styled} />
        {filledSections(chartSections, shown).map((section) => (
          <ChartPart key={section} section={section} both={both} view={view} onView={onView} />
        ))}
        {results.leakage !== undefined && <LeakageSection leakage={results.leakage} results={shown} />}
        <Part id="invalid" title={partTitles.invalid} introduction={partIntroductions.invalid}>
          <InvalidAnswers results={shown} />
        </Part>
        <SampleSection results={results} />
      </div>
    </div>
  );
}

interface ChartPartProps extends Pick<ResultsViewProps, 'view' | 'onView'> {
  readonly section: Section;
  readonly both: BothResults;
}

function ChartPart({ section, both, view, onView }: ChartPartProps) {
  if (section === 'subgroups') return <SubgroupExplorer {...both} view={view} onView={onView} />;
  return (
    <DimensionSection section={section} {...both} detail={view.detail}>
      <Extra section={section} results={both.shown} />
    </DimensionSection>
  );
}

function Extra({ section, results }: { readonly section: Section; readonly results: EvaluationResults }) {
  if (section === 'coherence' && results.coherence !== null)
    return <RuleCounts coherence={results.coherence} results={results} />;
  if (section === 'regressions') return <SignTables results={results} />;
  if (section === 'rectification' && results.allocation !== undefined)
    return <AllocationPart allocation={results.allocation} />;
  if (section === 'likelihood') return <LikelihoodByItem results={results} />;
  return null;
}
