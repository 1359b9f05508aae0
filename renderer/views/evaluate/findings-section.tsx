import type { EvaluationResults, HeadlineSentence } from '../../../shared/evaluation/results.ts';
import { findingWords, noFindings } from '../../../shared/evaluation/report-prose.ts';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './evaluate.module.css';

/** The main statements, and what to keep in mind with them. */
export function FindingsSection({ results }: { readonly results: EvaluationResults }) {
  const { headline, warnings } = results;
  return (
    <Section title="Findings">
      {headline.length === 0 ? (
        <p className={styles.soft}>{noFindings}</p>
      ) : (
        <div className={styles.findings}>
          <Table
            caption="Main statements"
            hideCaption
            rows={headline}
            rowKey={({ id }: HeadlineSentence, index) => `${id} ${index}`}
            columns={[
              {
                key: 'finding',
                label: 'For the model',
                cell: ({ finding }: HeadlineSentence) => findingWords[finding],
              },
              { key: 'text', label: 'Statement', cell: ({ text }: HeadlineSentence) => text },
            ]}
          />
        </div>
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
