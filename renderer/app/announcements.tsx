import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Job } from '../../shared/contract/jobs.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import styles from './frame.module.css';
import { jobEnds } from './job-ends.ts';
import { steps } from './steps.ts';

/**
 * Says where one is, in the title of the page, and what became of running work, in words that are read out wherever the focus is.
 * The title names the step only: browsers keep titles outside of the project.
 */
export function Announcements() {
  const { pathname } = useLocation();
  const step = steps.find(({ path }) => path === pathname)?.label;
  useEffect(() => {
    document.title = step === undefined ? 'Pilotlight' : `${step} – Pilotlight`;
    return () => {
      document.title = 'Pilotlight';
    };
  }, [step]);
  const [words, setWords] = useState('');
  const jobs = useCoreQuery('jobs.list', {}).data;
  const before = useRef<readonly Job[] | null>(null);
  useEffect(() => {
    if (jobs === undefined) return;
    const ended = jobEnds(before.current, jobs);
    before.current = jobs;
    if (ended.length > 0) setWords(ended.join(' '));
  }, [jobs]);
  return (
    <p role="status" className={styles.unseen}>
      {words}
    </p>
  );
}
