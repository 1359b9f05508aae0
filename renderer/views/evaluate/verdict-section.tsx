import { useState } from 'react';
import { verdictGrammar } from '../../../shared/evaluation/verdict-rules.ts';
import type { VerdictRow, VerdictTable } from '../../../shared/evaluation/verdict-table.ts';
import { verdictsExplanation } from '../../../shared/messages/evaluate-messages.ts';
import { keepTogether } from '../../charts/keep-together.ts';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';
import { ToggleButton } from '../../ui/toggle-button.tsx';
import { decidingReasons } from '../../../shared/evaluation/deciding-reasons.ts';
import styles from './evaluate.module.css';

/** What the simulated answers can be used for: a row a purpose, the reason beside it, the rule folded. */
export function VerdictSection({ verdicts }: { readonly verdicts: VerdictTable }) {
  const { subject, others, rows } = verdicts;
  const [open, setOpen] = useState<readonly string[]>([]);
  return (
    <Section title="Verdicts">
      <div className={styles.verdicts}>
        <Table
          caption="Verdicts by purpose"
          hideCaption
          rows={rows}
          rowKey={({ purpose }: VerdictRow) => purpose}
          columns={[
            {
              key: 'purpose',
              label: 'Purpose',
              cell: ({ purpose, title }: VerdictRow) => (
                <div className={styles.purpose}>
                  {title}
                  <ToggleButton
                    label={`Reasons and rule: ${title}`}
                    isSelected={open.includes(purpose)}
                    onChange={(shown) =>
                      setOpen((before) => (shown ? [...before, purpose] : before.filter((one) => one !== purpose)))
                    }
                  >
                    Reasons and rule
                  </ToggleButton>
                </div>
              ),
            },
            { key: 'subject', label: subject, cell: ({ verdict }: VerdictRow) => <strong>{verdict}</strong> },
            ...others.map((label, index) => ({
              key: `other ${index}`,
              label,
              soft: true,
              cell: (row: VerdictRow) => row.others[index] ?? '–',
            })),
            {
              key: 'because',
              label: 'Because',
              cell: (row: VerdictRow) => <Because row={row} isOpen={open.includes(row.purpose)} />,
            },
          ]}
        />
      </div>
      <p className={styles.note}>{verdictsExplanation()}</p>
    </Section>
  );
}

/** The deciding sentences; with the others and the rule where they are asked for. */
function Because({ row, isOpen }: { readonly row: VerdictRow; readonly isOpen: boolean }) {
  const grammar = row.rule.endsWith(verdictGrammar);
  const own = grammar ? row.rule.slice(0, -verdictGrammar.length).trimEnd() : row.rule;
  return (
    <div className={styles.because}>
      {(isOpen ? row.reasons : decidingReasons(row)).map((reason) => (
        <p key={reason}>{keepTogether(reason)}</p>
      ))}
      {row.needed !== null && <p>To say more: {row.needed}</p>}
      {isOpen && (
        <p className={styles.soft}>
          Rule. {own} {grammar ? verdictGrammar : ''}
        </p>
      )}
    </div>
  );
}
