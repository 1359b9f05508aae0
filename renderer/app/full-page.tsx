import type { ReactNode } from 'react';
import styles from './full-page.module.css';

/** A page without workspace: one heading and what to do. */
export function FullPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <h1>{title}</h1>
      <p>{children}</p>
    </main>
  );
}
