import type { Progress } from '../../shared/contract/jobs.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './feedback.module.css';
import { JobProgress } from './progress.tsx';

export interface WorkProgressProps {
  readonly progress: Progress | null;
  /** What the button that stops the work says, such as "Cancel the reading". */
  readonly cancel: string;
  readonly onCancel: () => void;
  /** It may be over before it is seen, so that it shows itself after a moment. */
  readonly isBrief?: boolean;
}

/** How far a piece of work is, with a way to stop it. */
export function WorkProgress({ progress, cancel, onCancel, isBrief = false }: WorkProgressProps) {
  return (
    <div className={classNames(styles.work, isBrief && styles.late)}>
      <JobProgress progress={progress} />
      <Button size="small" onPress={onCancel}>
        {cancel}
      </Button>
    </div>
  );
}
