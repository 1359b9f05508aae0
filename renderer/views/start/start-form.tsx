import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './start-screen.module.css';

interface StartFormProps {
  /** Words on the button. */
  readonly action: string;
  readonly isReady: boolean;
  /** The command that is given with the button. */
  readonly command: { readonly isPending: boolean; readonly error: Error | null };
  /** What a fault of it means. */
  readonly effect: string;
  /** How far it is, where it tells. */
  readonly progress?: ReactNode;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** One way to begin: what is needed for it, its button, and why it did not work. */
export function StartForm({ action, isReady, command, effect, progress, onSubmit, children }: StartFormProps) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" isDisabled={!isReady} isPending={command.isPending}>
          {action}
        </Button>
      </div>
      {progress}
      {command.error !== null && <ErrorNotice error={command.error} effect={effect} />}
    </form>
  );
}
