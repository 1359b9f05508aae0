import { Label, ProgressBar } from 'react-aria-components';
import type { Progress } from '../../shared/contract/jobs.ts';
import { classNames } from './class-names.ts';
import styles from './feedback.module.css';
import { progressFigures, progressShare } from './format-progress.ts';

export interface JobProgressProps {
  readonly progress: Progress | null;
  /** One line, as in the tray. */
  readonly inline?: boolean;
}

/** Phase in words, bar, done of total in units of the work, rate and time left. */
export function JobProgress({ progress, inline = false }: JobProgressProps) {
  const share = progress === null ? null : progressShare(progress);
  const figures = progress === null ? '' : progressFigures(progress);
  return (
    <ProgressBar
      className={classNames(styles.progress, inline && styles.inline)}
      minValue={0}
      maxValue={1}
      {...(share === null ? { isIndeterminate: true } : { value: share })}
      {...(figures === '' ? {} : { valueLabel: figures })}
    >
      <Label className={classNames(styles.phase)}>{progress?.phase ?? 'Starting'}</Label>
      <div className={styles.track}>
        <div
          className={classNames(styles.fill, share === null && styles.wait)}
          {...(share === null ? {} : { style: { width: `${share * 100}%` } })}
        />
      </div>
      <span className={styles.figures}>{figures}</span>
    </ProgressBar>
  );
}
