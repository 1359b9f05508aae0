import { Label, ProgressBar } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './feedback.module.css';

/** What is being fetched or drawn, in a sentence, where it will be. It shows itself after a moment, so that short waits do not flicker. */
export function Waiting({ children }: { readonly children: string }) {
  return (
    <div className={styles.waiting} aria-busy>
      <ProgressBar isIndeterminate className={classNames(styles.progress)}>
        <Label>{children}</Label>
        <div className={styles.track}>
          <div className={classNames(styles.fill, styles.wait)} />
        </div>
      </ProgressBar>
    </div>
  );
}
