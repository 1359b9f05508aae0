import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './feedback.module.css';

export interface BadgeProps {
  readonly children: ReactNode;
  /** `tag` names a kind in a table; the others are states in words. */
  readonly kind?: 'plain' | 'tag' | 'warning' | 'danger';
}

/** A short fact in words. */
export function Badge({ children, kind = 'plain' }: BadgeProps) {
  return <span className={classNames(styles.badge, kind !== 'plain' && styles[kind])}>{children}</span>;
}
