import type { ReactNode } from 'react';
import styles from './full-page.module.css';

interface FullPageProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The way on, where there is one. */
  readonly action?: ReactNode;
}

/** A page without workspace: one heading and what to do. */
export function FullPage({ title, children, action }: FullPageProps) {
  return (
    <main className={styles.page}>
      <h1>{title}</h1>
      <p>{children}</p>
      {action !== undefined && <div>{action}</div>}
    </main>
  );
}
