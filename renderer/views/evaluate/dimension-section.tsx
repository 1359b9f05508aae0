import type { ReactNode } from 'react';
import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import type { ChartSection } from '../../../shared/charts/index.ts';
import { definitionsOf } from '../../../shared/charts/section-definitions.ts';
import { partIntroductions, partTitles } from '../../../shared/evaluation/report-prose.ts';
import type { Definition, EvaluationResults } from '../../../shared/evaluation/results.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import type { Detail } from './evaluate-view.ts';
import styles from './evaluate.module.css';
import { sectionCharts } from './section-charts.ts';

/** The results on the screen, and what of them may leave the project. */
export interface BothResults {
  readonly shown: EvaluationResults;
  readonly released: EvaluationResults;
}

export interface DimensionSectionProps extends BothResults {
  readonly section: ChartSection;
  readonly detail: Detail;
  /** What stands below the charts. */
  readonly children?: ReactNode;
}

/** A part of the results with its charts. */
export function DimensionSection({ section, shown, released, detail, children }: DimensionSectionProps) {
  const make = useCallback(
    (options: ChartOptions) => sectionCharts(section, shown, detail, options),
    [section, shown, detail],
  );
  const release = useCallback(
    (options: ChartOptions) => sectionCharts(section, released, 'all', options),
    [section, released],
  );
  const definitions = useMemo(() => knownDefinitions(definitionsOf(section, shown), shown), [section, shown]);
  return (
    <Part id={section} title={partTitles[section]} introduction={partIntroductions[section]}>
      <ChartFigures make={make} release={release} definitions={definitions} />
      {children}
    </Part>
  );
}

export interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly introduction?: string;
  readonly children: ReactNode;
}

/** A part of the page that can be gone to. */
export function Part({ id, title, introduction, children }: PartProps) {
  return (
    <section id={`part-${id}`} tabIndex={-1} className={styles.dimension} aria-label={title}>
      <div>
        <h2>{title}</h2>
        {introduction !== undefined && <p className={styles.soft}>{introduction}</p>}
      </div>
      {children}
    </section>
  );
}

/** The definitions behind ids, each once; unknown ids are left out. */
export function knownDefinitions(ids: readonly string[], { definitions }: EvaluationResults): Definition[] {
  return [...new Set(ids)].flatMap((id) => definitions[id] ?? []);
}
