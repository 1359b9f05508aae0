import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface StepLinkProps {
  readonly to: '/data' | '/codebook' | '/split' | '/models' | '/adapt' | '/simulate' | '/evaluate' | '/report';
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'primary';
}

/** A way to another step, dressed as a button. */
export function StepLink({ to, children, kind = 'plain' }: StepLinkProps) {
  return (
    <Link to={to} className={classNames(styles.button, styles.link, kind === 'primary' && styles.primary)}>
      {children}
    </Link>
  );
}
