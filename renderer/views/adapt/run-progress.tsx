import type { Progress } from '../../../shared/contract/jobs.ts';
import { formatBytes, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { useJobProgress } from '../../bridge/use-job-progress.ts';
import { JobProgress } from '../../ui/progress.tsx';
import styles from './adapt.module.css';

/** How far a run is, with tokens a second and memory. */
export function RunProgress({ jobId, progress }: { readonly jobId: string; readonly progress: Progress | null }) {
  const live = useJobProgress(jobId) ?? progress;
  const tokens = live?.tokensPerSecond ?? null;
  const memory = live?.memoryBytes ?? null;
  const figures = [
    ...(tokens === null ? [] : [`${formatNumber(tokens)} tokens a second`]),
    ...(memory === null ? [] : [`${formatBytes(memory)} of memory`]),
  ];
  return (
    <div>
      <JobProgress progress={live} />
      {figures.length > 0 && <p className={styles.soft}>{figures.join(', ')}</p>}
    </div>
  );
}
