import { rejectionInWords } from '../../../shared/messages/core-messages.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table } from '../../ui/table.tsx';

/** Refused values that are listed. */
const limit = 200;

/** Values that could not be read as the codebook says. */
export function RefusedCells() {
  const { data } = useCoreQuery('data.rejected', { limit });
  if (data === undefined) return null;
  if (data.length === 0) {
    return (
      <EmptyState title="Nothing was refused">Values that do not fit the codebook would be listed here.</EmptyState>
    );
  }
  return (
    <Table
      caption={data.length === limit ? `The first ${limit} refused values` : 'Refused values'}
      rows={data}
      rowKey={({ row, column }) => `${row} ${column ?? ''}`}
      columns={[
        { key: 'line', label: 'Line of the file', numeric: true, cell: ({ line }) => formatCount(line) },
        { key: 'column', label: 'Column', cell: ({ column }) => column ?? 'whole row' },
        { key: 'value', label: 'Value', cell: ({ value }) => <code>{value}</code> },
        { key: 'reason', label: 'Reason', cell: ({ reason }) => rejectionInWords(reason) },
      ]}
    />
  );
}
