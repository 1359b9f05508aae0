import type { ChartTable } from '../../shared/charts/chart.ts';
import { Table } from '../ui/table.tsx';
import styles from './chart.module.css';

interface NumberRow {
  readonly cells: readonly string[];
  readonly index: number;
}

export interface NumbersTableProps {
  readonly caption: string;
  readonly table: ChartTable;
}

/** The numbers behind a chart as a table. */
export function NumbersTable({ caption, table }: NumbersTableProps) {
  const rows = table.rows.map((cells, index) => ({ cells, index }));
  return (
    <div className={styles.numbers}>
      <Table
        caption={caption}
        hideCaption
        rows={rows}
        rowKey={({ index }: NumberRow) => String(index)}
        columns={table.columns.map(({ label, numeric }, column) => ({
          key: `${column} ${label}`,
          label,
          numeric,
          cell: ({ cells }: NumberRow) => <Cell text={cells[column] ?? ''} isNumber={numeric} />,
        }))}
      />
    </div>
  );
}

/** A number breaks before its interval where the column is narrow, and nowhere else. */
function Cell({ text, isNumber }: { readonly text: string; readonly isNumber: boolean }) {
  const [, value, interval, rest] = isNumber ? (/^(.*?) (\[.*?\])(.*)$/.exec(text) ?? []) : [];
  if (value === undefined || interval === undefined) return text;
  return (
    <>
      <span className={styles.interval}>{value}</span> <span className={styles.interval}>{interval}</span>
      {rest}
    </>
  );
}
