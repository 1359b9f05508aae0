import type { ReactNode } from 'react';
import { ToggleButton as AriaToggleButton } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ToggleButtonProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  /** Only where the visible words do not say which thing is meant. */
  readonly label?: string;
}

/** A small button that stays pressed while what it shows is shown. */
export function ToggleButton({ children, label, ...rest }: ToggleButtonProps) {
  return (
    <AriaToggleButton
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={classNames(styles.button, styles.small, styles.quiet, styles.toggle)}
    >
      {children}
    </AriaToggleButton>
  );
}
