import { chartCsv } from '../../charts/chart-csv.ts';
import type { AuditEntry } from './audit-in-words.ts';

const columns = ['sequence', 'time', 'action', 'details', 'hash'].map((label) => ({ label, numeric: false }));

/** The whole log as CSV: what is stored, not what is shown; `details` is JSON. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ sequence, at, action, details, hash }) => [
    String(sequence),
    at,
    action,
    JSON.stringify(details),
    hash,
  ]);
  return chartCsv({ columns, rows });
}
