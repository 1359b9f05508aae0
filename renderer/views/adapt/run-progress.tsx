import type { Progress } from '../../../shared/contract/jobs.ts';
import { formatBytes } from '../../../shared/evaluation/format-number.ts';
import { useJobProgress } from '../../bridge/use-job-progress.ts';
import { JobProgress } from '../../ui/progress.tsx';
import styles from './adapt.module.css';

/** How far a run is, with the memory of the process that computes. */
export function RunProgress({ jobId, progress }: { readonly jobId: string; readonly progress: Progress | null }) {
  const live = useJobProgress(jobId) ?? progress;
  const memory = live?.memoryBytes ?? null;
  return (
    <div>
      <JobProgress progress={live} />
      {memory !== null && <p className={styles.soft}>{formatBytes(memory)} of memory</p>}
    </div>
  );
}
