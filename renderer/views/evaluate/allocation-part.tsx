import { targetTitles } from '../../../shared/charts/rectified-estimates.ts';
import type { AllocationBlock } from '../../../shared/evaluation/allocation-results.ts';
import { allocationExplanation, worthExplanation } from '../../../shared/messages/evaluate-messages.ts';
import { NumbersTable } from '../../charts/numbers-table.tsx';
import { rowsTable, spendingTable } from './allocation-tables.ts';
import styles from './evaluate.module.css';

/** How humans are best spent between tuning and rectification, and how many simulated rows pay off. */
export function AllocationPart({ allocation }: { readonly allocation: AllocationBlock }) {
  const { kinds, missing } = allocation;
  if (missing !== null) {
    return (
      <div className={styles.named}>
        <h3>Humans for tuning and for rectification</h3>
        <p>{missing.text}</p>
      </div>
    );
  }
  return (
    <>
      <div className={styles.named}>
        <h3>Humans for tuning and for rectification</h3>
        {kinds.map(({ kind, text }) => (
          <p key={kind}>
            {targetTitles[kind]}: {text}
          </p>
        ))}
        <NumbersTable caption="Humans for tuning and for rectification" table={spendingTable(allocation)} />
        <p className={styles.note}>{allocationExplanation(allocation.tuning, allocation.rectification)}</p>
      </div>
      <div className={styles.named}>
        <h3>How many simulated rows pay off</h3>
        <NumbersTable caption="How many simulated rows pay off" table={rowsTable(allocation)} />
        <p className={styles.note}>{worthExplanation()}</p>
      </div>
    </>
  );
}
