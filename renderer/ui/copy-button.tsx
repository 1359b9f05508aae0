import type { ReactNode } from 'react';
import { useState } from 'react';
import { copyFailed } from '../../shared/messages/screen-messages.ts';
import type { ButtonProps } from './button.tsx';
import { Button } from './button.tsx';
import styles from './feedback.module.css';

interface CopyButtonProps extends Pick<ButtonProps, 'kind' | 'size' | 'isDisabled'> {
  /** Made when it is copied. */
  readonly text: () => string;
  readonly children: ReactNode;
}

/** Copies a text and says that it did, or that the clipboard did not take it. */
export function CopyButton({ text, children, ...button }: CopyButtonProps) {
  const [outcome, setOutcome] = useState('');
  const copy = async (): Promise<void> => {
    // Emptied first, so that the same words are read out a second time.
    setOutcome('');
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('Copied');
    } catch {
      setOutcome(copyFailed());
    }
  };
  return (
    <>
      <Button {...button} onPress={() => void copy()}>
        {children}
      </Button>
      <span role="status" className={styles.outcome}>
        {outcome}
      </span>
    </>
  );
}
