import type { SourceStyle } from '../../shared/charts/source-style.ts';
import styles from './chart.module.css';
import { SourceMark } from './source-mark.tsx';

/** What the marks and bands of all charts stand for. */
export function ChartKey({ sources }: { readonly sources: readonly SourceStyle[] }) {
  return (
    <ul className={styles.key} aria-label="Marks of the charts">
      {sources.map((style) => (
        <li key={style.id}>
          <SourceMark {...style} />
          {style.label}
        </li>
      ))}
      <li>
        <svg className={styles.mark} width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false">
          <rect x="0.5" y="0.5" width="17" height="11" fill="var(--chart-band)" stroke="var(--chart-band-edge)" />
        </svg>
        human range or human-human distance
      </li>
    </ul>
  );
}
