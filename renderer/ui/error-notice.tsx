import { PilotlightError } from '../../shared/errors.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { describeError } from './describe-error.ts';
import styles from './feedback.module.css';

export interface ErrorNoticeProps {
  readonly error: Error;
  /** What it means for the data, as a sentence. */
  readonly effect?: string;
  readonly onRetry?: () => void;
  readonly retryLabel?: string;
}

/** What happened, what it means for the data, what to do; the details are folded and hold no data. */
export function ErrorNotice({ error, effect, onRetry, retryLabel = 'Try again' }: ErrorNoticeProps) {
  const described = describeError(error);
  const facts = error instanceof PilotlightError ? Object.entries(error.details) : [];
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.noticeTitle}>{described.sentence}</p>
      {effect !== undefined && <p>{effect}</p>}
      <details className={styles.details}>
        <summary>Details</summary>
        <dl>
          <dt>code</dt>
          <dd>{described.code}</dd>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={Array.isArray(value) ? value.join('\n') : String(value)} />
          ))}
        </dl>
      </details>
      <div className={styles.actions}>
        {onRetry !== undefined && (
          <Button size="small" onPress={onRetry}>
            {retryLabel}
          </Button>
        )}
        <CopyButton size="small" text={() => described.withoutData}>
          Copy without data
        </CopyButton>
      </div>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
