import type { ReactNode } from 'react';
import { humanStyle, sourceStyles } from '../../../shared/charts/source-style.ts';
import { variablesTheme } from '../../../shared/charts/theme.ts';
import { partTitles } from '../../../shared/evaluation/report-prose.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { savedFilesGate } from '../../../shared/messages/evaluate-messages.ts';
import { SourceMark } from '../../charts/source-mark.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox, ChoiceGroup } from '../../ui/choice-group.tsx';
import { OptionsPane } from '../../ui/pane.tsx';
import type { Detail, EvaluateView } from './evaluate-view.ts';
import styles from './evaluate.module.css';
import { chartSections } from './results-view.tsx';
import { filledSections } from './section-charts.ts';
import { toggled } from './toggled.ts';

export interface EvaluateOptionsProps {
  readonly results: EvaluationResults;
  readonly view: EvaluateView;
  readonly onView: (part: Partial<EvaluateView>) => void;
  readonly actions: ReactNode;
}

const details: readonly { readonly value: Detail; readonly label: string; readonly description: string }[] = [
  { value: 'main', label: 'Main charts', description: 'What decides in each dimension' },
  { value: 'all', label: 'All charts', description: 'Also differences, answers option by option, rectified estimates' },
];

/** What is shown of the results, and the ways to their parts. */
export function EvaluateOptions({ results, view, onView, actions }: EvaluateOptionsProps) {
  const ids = results.sources.map(({ id }) => id);
  const names = results.sample.items.map(({ name }) => name);
  return (
    <OptionsPane title="Show" actions={actions}>
      <ChoiceGroup
        label="Level of detail"
        value={view.detail}
        choices={details}
        onChange={(detail) => onView({ detail })}
      />
      <Group label="Sources">
        <Checkbox isSelected isDisabled onChange={ignoreChange}>
          <span className={styles.source}>
            <SourceMark {...humanStyle(variablesTheme)} />
            human sample
          </span>
        </Checkbox>
        {sourceStyles(results, variablesTheme).map((style) => (
          <Checkbox
            key={style.id}
            isSelected={view.sources?.includes(style.id) ?? true}
            onChange={(selected) => onView({ sources: toggled(ids, view.sources, style.id, selected) })}
          >
            <span className={styles.source}>
              <SourceMark {...style} />
              {style.label}
            </span>
          </Checkbox>
        ))}
      </Group>
      <Group label="Questions">
        {results.sample.items.map(({ name, label }) => (
          <Checkbox
            key={name}
            isSelected={view.items?.includes(name) ?? true}
            onChange={(selected) => onView({ items: toggled(names, view.items, name, selected) })}
          >
            {label}
          </Checkbox>
        ))}
      </Group>
      <Group label="Go to">
        <div className={styles.places}>
          {placesOf(results).map(([id, title]) => (
            <Button key={id} size="small" kind="quiet" onPress={() => goToPart(id)}>
              {title}
            </Button>
          ))}
        </div>
      </Group>
      <p className={styles.note}>{savedFilesGate(defaultSmallestCell)}</p>
    </OptionsPane>
  );
}

function ignoreChange(): void {}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <div className={styles.checks}>{children}</div>
    </fieldset>
  );
}

function placesOf(results: EvaluationResults): (readonly [id: string, title: string])[] {
  return [
    ...filledSections(chartSections, results).map((section) => [section, partTitles[section]] as const),
    ...(results.leakage === undefined ? [] : [['leakage', 'What the adapter may give away'] as const]),
    ['invalid', partTitles.invalid],
    ['sample', partTitles.sample],
  ];
}

/** The address holds the step, so that no link may change it. */
function goToPart(id: string): void {
  const part = document.getElementById(`part-${id}`);
  part?.scrollIntoView({ block: 'start' });
  part?.focus({ preventScroll: true });
}
