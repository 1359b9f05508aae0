import type { Progress } from '../../shared/contract/jobs.ts';
import { Button } from './button.tsx';
import styles from './feedback.module.css';
import { JobProgress } from './progress.tsx';

export interface WorkProgressProps {
  readonly progress: Progress | null;
  /** What the button that stops the work says, such as "Cancel the reading". */
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** How far a piece of work is, with a way to stop it. */
export function WorkProgress({ progress, cancel, onCancel }: WorkProgressProps) {
  return (
    <div className={styles.work}>
      <JobProgress progress={progress} />
      <Button size="small" onPress={onCancel}>
        {cancel}
      </Button>
    </div>
  );
}
