import { useId, useRef, useState } from 'react';
import type { Chart } from '../../shared/charts/chart.ts';
import type { Definition } from '../../shared/evaluation/results.ts';
import { PilotlightError, toPilotlightError } from '../../shared/errors.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Menu } from '../ui/menu.tsx';
import { ToggleButton } from '../ui/toggle-button.tsx';
import { codeNote, nothingReleased } from './chart-messages.ts';
import { ChartPicture } from './chart-picture.tsx';
import type { ChartFormat } from './export-chart.ts';
import { exportChart } from './export-chart.ts';
import styles from './chart.module.css';
import { pictureHeight } from './in-two-columns.ts';
import { keepTogether } from './keep-together.ts';
import { NumbersTable } from './numbers-table.tsx';
import { saveFile } from './save-file.ts';
import { useNear } from './use-near.ts';

export interface ChartFigureProps {
  readonly chart: Chart;
  /** The same chart as it may leave the project: plain colours, nothing about few people. Null where nothing of it may. */
  readonly release: () => Chart | null;
  /** What its numbers are, each with its source. */
  readonly definitions: readonly Definition[];
  /** Of the heading: one below what it stands under. */
  readonly level: 2 | 3;
}

type Panel = 'numbers' | 'definition' | 'code';
const panels: readonly (readonly [Panel, string])[] = [
  ['numbers', 'Numbers'],
  ['definition', 'Definition'],
  ['code', 'Code'],
];

/** A chart with its finding above, its definition beneath, the numbers behind it as a table, and ways to save it. */
export function ChartFigure({ chart, release, definitions, level }: ChartFigureProps) {
  const frame = useRef<HTMLElement>(null);
  const near = useNear(frame);
  const id = useId();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const { title, subtitle, caption, alternative, spec, table } = chart;
  const save = (format: ChartFormat): void => {
    const released = release();
    if (released === null) return setError(new PilotlightError('data-invalid', nothingReleased()));
    exportChart(released, format).then(
      (file) => {
        setError(null);
        saveFile(file.name, file.content);
      },
      (fault: unknown) => setError(toPilotlightError(fault)),
    );
  };
  const Heading = level === 2 ? 'h2' : 'h3';
  const offered = panels.filter(([name]) => isOffered(name, chart, definitions));
  return (
    <figure ref={frame} className={styles.figure} aria-labelledby={id}>
      <div>
        <Heading id={id} className={styles.title}>
          {title}
        </Heading>
        <p className={styles.finding}>{keepTogether(subtitle)}</p>
      </div>
      <div className={styles.stage}>
        {near ? (
          <ChartPicture spec={spec} height={pictureHeight(chart)} title={title} description={alternative} />
        ) : (
          <div style={{ height: pictureHeight(chart) }} />
        )}
      </div>
      <figcaption className={styles.caption}>{keepTogether(caption)}</figcaption>
      <div className={styles.actions}>
        {offered.map(([name, label]) => (
          <ToggleButton
            key={name}
            label={`${label}: ${title}`}
            isSelected={panel === name}
            onChange={(shown) => setPanel(shown ? name : null)}
          >
            {label}
          </ToggleButton>
        ))}
        <SaveMenu hasNumbers={table.rows.length > 0} onSave={save} />
      </div>
      {error !== null && <ErrorNotice error={error} effect="No file was written." />}
      {panel !== null && <PanelContent panel={panel} chart={chart} release={release} definitions={definitions} />}
    </figure>
  );
}

function isOffered(panel: Panel, chart: Chart, definitions: readonly Definition[]): boolean {
  if (panel === 'numbers') return chart.table.rows.length > 0;
  return panel !== 'definition' || definitions.length > 0;
}

function SaveMenu({
  hasNumbers,
  onSave,
}: {
  readonly hasNumbers: boolean;
  readonly onSave: (format: ChartFormat) => void;
}) {
  const pictures = [
    { id: 'svg', label: 'Picture as SVG', perform: () => onSave('svg') },
    { id: 'png', label: 'Picture as PNG', perform: () => onSave('png') },
  ];
  const numbers = { id: 'csv', label: 'Numbers as CSV', perform: () => onSave('csv') };
  return <Menu label="Save" size="small" entries={hasNumbers ? [...pictures, numbers] : pictures} />;
}

function Code({ title, released }: { readonly title: string; readonly released: Chart | null }) {
  if (released === null) return <p className={styles.panel}>{nothingReleased()}</p>;
  return (
    <div className={styles.panel}>
      <p>{codeNote()}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={`Specification of “${title}”`}>
        {JSON.stringify(released.spec, null, 2)}
      </pre>
    </div>
  );
}

interface PanelContentProps extends Omit<ChartFigureProps, 'level'> {
  readonly panel: Panel;
}

function PanelContent({ panel, chart, release, definitions }: PanelContentProps) {
  if (panel === 'numbers') return <NumbersTable caption={`Numbers behind “${chart.title}”`} table={chart.table} />;
  if (panel === 'code') return <Code title={chart.title} released={release()} />;
  return (
    <dl className={styles.definitions}>
      {definitions.map(({ title, text, citation }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            {text} <cite>{citation}.</cite>
          </dd>
        </div>
      ))}
    </dl>
  );
}
