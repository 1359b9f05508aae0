import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface StepLinkProps {
  readonly to: '/data' | '/codebook' | '/split' | '/models' | '/adapt' | '/simulate' | '/evaluate' | '/report';
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'primary';
  readonly wide?: boolean;
}

/** A way to another step, dressed as a button. */
export function StepLink({ to, children, kind = 'plain', wide = false }: StepLinkProps) {
  return (
    <Link
      to={to}
      className={classNames(styles.button, styles.link, kind === 'primary' && styles.primary, wide && styles.wide)}
    >
      {children}
    </Link>
  );
}
