import type { ChartTable } from '../../shared/charts/chart.ts';
import { Table } from '../ui/table.tsx';

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
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ index }: NumberRow) => String(index)}
      columns={table.columns.map(({ label, numeric }, column) => ({
        key: `${column} ${label}`,
        label,
        numeric,
        cell: ({ cells }: NumberRow) => cells[column] ?? '',
      }))}
    />
  );
}
