import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary`: the one action of a pane; `danger`: what destroys data. */
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly wide?: boolean;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** Work that this button started is under way; it keeps the focus and does nothing. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  /** Only where the visible words do not say which thing is meant. */
  readonly label?: string;
  readonly form?: string;
}

/** A button says a verb and its object. */
export function Button(props: ButtonProps) {
  const { children, kind = 'plain', size = 'normal', wide = false, label, isPending = false, ...rest } = props;
  // A pending button keeps the focus, so that it is not lost while the work is under way.
  const pending = isPending ? { type: 'button' as const, onPress: ignorePress, 'aria-disabled': true } : {};
  return (
    <AriaButton
      {...rest}
      {...pending}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={classNames(
        styles.button,
        styles[kind],
        size === 'small' && styles.small,
        wide && styles.wide,
        isPending && styles.pending,
      )}
    >
      {children}
    </AriaButton>
  );
}

function ignorePress(): void {}
