import { Fragment } from 'react';
import { formatPercent } from '../../shared/evaluation/format-number.ts';
import { classNames } from './class-names.ts';
import styles from './share-plot.module.css';

export interface ShareRow {
  readonly key: string;
  readonly label: string;
  /** Shares in [0, 1]; null where there is none to show. */
  readonly human: number | null;
  readonly base: number | null;
  readonly adapted: number | null;
}

export interface SharePlotProps {
  readonly label: string;
  readonly rows: readonly ShareRow[];
  /** Share at the right end, in (0, 1]; the same in all plots that are compared. */
  readonly most?: number;
  /** What the human marks stand for, where it is one respondent. */
  readonly humanLabel?: string;
}

interface Source {
  readonly id: 'base' | 'adapted' | 'human';
  readonly label: string;
}

function sourcesWith(humanLabel: string): readonly Source[] {
  return [
    { id: 'base', label: 'base model' },
    { id: 'adapted', label: 'adapted model' },
    { id: 'human', label: humanLabel },
  ];
}

/** Shares of options by source on one scale from 0, in the order of the options; human last and on top. */
export function SharePlot({ label, rows, most = 1, humanLabel = 'human sample' }: SharePlotProps) {
  const sources = sourcesWith(humanLabel);
  const shown = sources.filter(({ id }) => rows.some((row) => row[id] !== null));
  return (
    <figure aria-label={label}>
      <div className={styles.key}>
        {shown.map(({ id, label: name }) => (
          <span key={id} className={styles.entry}>
            <svg className={styles.sample} aria-hidden>
              <Mark source={id} place={0.5} />
            </svg>
            {name}
          </span>
        ))}
        <span>0 to {formatPercent(most, 0)}</span>
      </div>
      <div className={styles.plot}>
        {rows.map((row) => (
          <Fragment key={row.key}>
            <span className={styles.label}>{row.label}</span>
            <svg className={styles.track} role="img" aria-label={inWords(row, shown)}>
              <line className={styles.line} x1="0" x2="100%" y1="50%" y2="50%" />
              <line className={styles.edge} x1="0" x2="0" y1="0" y2="100%" />
              {shown.map(({ id }) => {
                const share = row[id];
                return share === null ? null : <Mark key={id} source={id} place={share / most} />;
              })}
            </svg>
            <span className={styles.words} aria-hidden>
              {shown.map(({ id }) => shareWords(row[id])).join(' / ')}
            </span>
          </Fragment>
        ))}
      </div>
    </figure>
  );
}

function shareWords(share: number | null): string {
  return share === null ? 'hidden' : formatPercent(share, 0);
}

function inWords(row: ShareRow, sources: readonly Source[]): string {
  const known = sources.filter(({ id }) => row[id] !== null);
  return `${row.label}: ${known.map(({ id, label }) => `${label} ${shareWords(row[id])}`).join(', ')}`;
}

/** The mark of a source: circle, triangle or square, as in every chart. */
function Mark({ source, place }: { readonly source: Source['id']; readonly place: number }) {
  const x = `${(place * 100).toFixed(2)}%`;
  if (source === 'human') return <circle className={styles.human} cx={x} cy="50%" r="5" />;
  return (
    <svg x={x} y="50%" overflow="visible">
      <path
        className={classNames(source === 'base' ? styles.base : styles.adapted)}
        d={source === 'base' ? 'M-5 4.5H5L0 -4.5Z' : 'M-4.5 -4.5H4.5V4.5H-4.5Z'}
      />
    </svg>
  );
}
