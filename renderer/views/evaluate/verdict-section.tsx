import { verdictGrammar } from '../../../shared/evaluation/verdict-rules.ts';
import type { VerdictRow, VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import { verdictsExplanation } from '../../../shared/evaluate-messages.ts';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './evaluate.module.css';

/** What the simulated answers can be used for: a row a purpose, the reason beside it, the rule folded. */
export function VerdictSection({ verdicts }: { readonly verdicts: VerdictTable }) {
  const { subject, others, rows } = verdicts;
  return (
    <Section title="Verdicts">
      <p className={styles.soft}>{verdictsExplanation()}</p>
      <div className={styles.verdicts}>
        <Table
          caption="Verdicts by purpose"
          hideCaption
          rows={rows}
          rowKey={({ purpose }: VerdictRow) => purpose}
          columns={[
            { key: 'purpose', label: 'Purpose', cell: ({ title }: VerdictRow) => title },
            { key: 'subject', label: subject, cell: ({ verdict }: VerdictRow) => <strong>{verdict}</strong> },
            ...others.map((label, index) => ({
              key: `other ${index}`,
              label,
              soft: true,
              cell: (row: VerdictRow) => row.others[index] ?? '–',
            })),
            { key: 'because', label: 'Because', cell: (row: VerdictRow) => <Because row={row} /> },
          ]}
        />
      </div>
    </Section>
  );
}

/** The deciding sentence in sight; the others and the rule folded. */
function Because({ row }: { readonly row: VerdictRow }) {
  const [first, ...further] = row.reasons;
  const grammar = row.rule.endsWith(verdictGrammar);
  const own = grammar ? row.rule.slice(0, -verdictGrammar.length).trimEnd() : row.rule;
  return (
    <div className={styles.because}>
      <p>{first ?? 'No reason is recorded.'}</p>
      <details>
        <summary>
          {further.length > 0 ? 'Further reasons and rule' : 'Rule'}
          <span className={styles.unseen}>: {row.title}</span>
        </summary>
        {further.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {row.needed !== null && <p>To say more: {row.needed}</p>}
        <p className={styles.soft}>
          Rule. {own} {grammar ? verdictGrammar : ''}
        </p>
      </details>
    </div>
  );
}
