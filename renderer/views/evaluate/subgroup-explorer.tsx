import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { idPart } from '../../../shared/charts/chart.ts';
import { itemBySubgroupCharts } from '../../../shared/charts/item-by-subgroup.ts';
import { definitionsOf } from '../../../shared/charts/section-definitions.ts';
import { partIntroductions, partTitles } from '../../../shared/evaluation/report-prose.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { nothingInSubgroups } from '../../../shared/messages/evaluate-messages.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { FieldRow } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import type { BothResults } from './dimension-section.tsx';
import { Part, knownDefinitions } from './dimension-section.tsx';
import type { EvaluateView } from './evaluate-view.ts';
import styles from './evaluate.module.css';
import { sectionCharts } from './section-charts.ts';

export interface SubgroupExplorerProps extends BothResults {
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
}

/** The distance in the groups of one variable: averaged over all questions, and on the question that is chosen. */
export function SubgroupExplorer({ shown, released, view, onView }: SubgroupExplorerProps) {
  const { variables } = shown.subgroupAlignment;
  const variable = chosen(
    variables.map((entry) => entry.variable),
    view.subgroup,
  );
  const item = chosen(
    shown.sample.items.map(({ name }) => name),
    view.item,
  );
  const chartsIn = useCallback(
    (results: EvaluationResults, options: ChartOptions) =>
      variable === null || item === null
        ? []
        : [
            ...sectionCharts('subgroups', results, 'all', options).filter(({ id }) => isOf(id, variable)),
            ...itemBySubgroupCharts(results, { item, variable }, options),
          ],
    [variable, item],
  );
  const make = useCallback((options: ChartOptions) => chartsIn(shown, options), [chartsIn, shown]);
  const release = useCallback((options: ChartOptions) => chartsIn(released, options), [chartsIn, released]);
  const definitions = useMemo(() => knownDefinitions(definitionsOf('subgroups', shown), shown), [shown]);
  return (
    <Part id="subgroups" title={partTitles.subgroups} introduction={partIntroductions.subgroups}>
      {variable === null || item === null ? (
        <p className={styles.soft}>{nothingInSubgroups()}</p>
      ) : (
        <>
          <div className={styles.explorer}>
            <FieldRow>
              <Select
                label="Groups of"
                value={variable}
                choices={variables.map((entry) => ({ value: entry.variable, label: labelOf(shown, entry.variable) }))}
                onChange={(subgroup) => onView({ subgroup })}
              />
              <Select
                label="Question"
                value={item}
                choices={shown.sample.items.map(({ name, label }) => ({ value: name, label }))}
                onChange={(name) => onView({ item: name })}
              />
            </FieldRow>
          </div>
          <ChartFigures make={make} release={release} definitions={definitions} />
        </>
      )}
    </Part>
  );
}

/** The chosen name where it is one of them, otherwise the first. */
function chosen(names: readonly string[], wanted: string | null): string | null {
  return wanted !== null && names.includes(wanted) ? wanted : (names[0] ?? null);
}

/** Whether a chart is that of a variable; long ones are numbered. */
function isOf(id: string, variable: string): boolean {
  const own = `subgroups-${idPart(variable)}`;
  return id === own || (id.startsWith(`${own}-`) && /^\d+$/.test(id.slice(own.length + 1)));
}

function labelOf({ sample }: EvaluationResults, variable: string): string {
  return sample.subgroups.find((entry) => entry.variable === variable)?.label ?? variable;
}
