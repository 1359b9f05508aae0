import { Fragment } from 'react';
import styles from './bar-list.module.css';

export interface BarListProps {
  readonly label: string;
  readonly bars: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: number;
    /** The value in words. */
    readonly words: string;
  }[];
}

/** Values as bars from zero on one scale, each with its words. */
export function BarList({ label, bars }: BarListProps) {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <dl className={styles.list} aria-label={label}>
      {bars.map((bar) => (
        <Fragment key={bar.key}>
          <dt className={styles.label}>{bar.label}</dt>
          <dd className={styles.track} aria-hidden>
            <div className={styles.bar} style={{ width: `${(100 * bar.value) / most}%` }} />
          </dd>
          <dd className={styles.value}>{bar.words}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
