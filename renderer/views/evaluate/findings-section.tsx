import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { findingWords, noFindings } from '../../../shared/evaluation/report-prose.ts';
import { keepTogether } from '../../charts/keep-together.ts';
import { Section } from '../../ui/pane.tsx';
import styles from './evaluate.module.css';

/** The main statements with what each says of the model, and what to keep in mind with them. */
export function FindingsSection({ results }: { readonly results: EvaluationResults }) {
  const { headline, warnings } = results;
  return (
    <Section title="Findings">
      {headline.length === 0 ? (
        <p className={styles.soft}>{noFindings}</p>
      ) : (
        <ul className={styles.findings}>
          {headline.map(({ id, text, finding }) => (
            <li key={`${id} ${text}`}>
              <span className={styles.soft}>{findingWords[finding]}</span>
              <p>{keepTogether(text)}</p>
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <div className={styles.warnings} role="note">
          <h3>To keep in mind</h3>
          <ul>
            {warnings.map(({ code, text }) => (
              <li key={`${code} ${text}`}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
