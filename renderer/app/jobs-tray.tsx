import type { Job } from '../../shared/contract/jobs.ts';
import { Button } from '../ui/button.tsx';
import { Announcements } from './announcements.tsx';
import { RunningJob } from './running-job.tsx';
import { PastJob } from './past-job.tsx';
import styles from './frame.module.css';

interface JobsTrayProps {
  readonly jobs: readonly Job[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Jobs that are shown when the tray is open. */
const shown = 12;

/** One line with the running work; opened, the latest jobs with what became of them. */
export function JobsTray({ jobs, isOpen, onToggle }: JobsTrayProps) {
  const running = jobs.find(({ state }) => state === 'running') ?? jobs.find(({ state }) => state === 'queued');
  const past = [...jobs].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, shown);
  return (
    <footer className={styles.tray} aria-label="Jobs">
      <Announcements />
      <div className={styles.line}>
        <div className={styles.lineWork}>
          {running === undefined ? (
            <span className={styles.quiet}>No work is running.</span>
          ) : (
            <RunningJob key={running.id} job={running} />
          )}
        </div>
        <Button size="small" kind="quiet" onPress={onToggle}>
          {isOpen ? 'Hide jobs' : 'Show jobs'}
        </Button>
      </div>
      {isOpen && (
        <div className={styles.jobs}>
          {past.length === 0 && (
            <p className={styles.quiet}>Imports, adaptations and simulations will be listed here.</p>
          )}
          {past.map((job) => (
            <PastJob key={job.id} job={job} />
          ))}
        </div>
      )}
    </footer>
  );
}
