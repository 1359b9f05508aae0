import { markOutlines } from '../../shared/charts/mark-outline.ts';
import type { SourceStyle } from '../../shared/charts/source-style.ts';
import styles from './chart.module.css';

/** The mark of a source as in every chart, beside its name. */
export function SourceMark({ shape, colour, filled }: Pick<SourceStyle, 'shape' | 'colour' | 'filled'>) {
  return (
    <svg className={styles.mark} width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
      <path
        d={markOutlines[shape]}
        {...(filled ? { fill: colour } : { fill: 'none', stroke: colour, strokeWidth: 1.5 })}
      />
    </svg>
  );
}
