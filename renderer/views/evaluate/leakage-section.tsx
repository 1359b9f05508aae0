import type { LeakageBlock } from '../../../shared/evaluation/leakage/leakage-results.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { leakageExplanation } from '../../../shared/messages/evaluate-messages.ts';
import { NumbersTable } from '../../charts/numbers-table.tsx';
import { Part } from './dimension-section.tsx';
import styles from './evaluate.module.css';
import { leakageTables } from './leakage-tables.ts';

/** What adapter and twins may give away. */
export function LeakageSection({
  leakage,
  results,
}: {
  readonly leakage: LeakageBlock;
  readonly results: EvaluationResults;
}) {
  return (
    <Part id="leakage" title="What the adapter may give away" introduction={leakageExplanation()}>
      {leakageTables(leakage, results).map(({ title, note, table }) => (
        <div key={title} className={styles.named}>
          <h3>{title}</h3>
          <p className={styles.soft}>{note}</p>
          <NumbersTable caption={title} table={table} />
        </div>
      ))}
    </Part>
  );
}
