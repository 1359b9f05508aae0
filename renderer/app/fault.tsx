import { describeError } from '../ui/describe-error.ts';
import styles from './frame.module.css';

/** Why something in a line did not happen, where there is no room for a notice. */
export function Fault({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  return (
    <span className={styles.fault} role="alert">
      {describeError(error).sentence}
    </span>
  );
}
