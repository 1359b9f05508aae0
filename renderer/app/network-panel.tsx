import { formatCount } from '../../shared/evaluation/format-number.ts';
import { networkBadge, networkExplanation } from '../../shared/screen-messages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Table } from '../ui/table.tsx';
import { useNetworkState } from './use-network-state.ts';

interface Counted {
  readonly what: string;
  readonly count: number;
  readonly fate: string;
}

/** What was answered and what was refused at the border of the program. */
export function NetworkPanel({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const network = useNetworkState();
  const rows: Counted[] = [
    ...(network?.blockedByReason ?? []).map((entry) => ({ ...entry, fate: 'refused' })),
    ...(network?.servedByKind ?? []).map((entry) => ({ ...entry, fate: 'answered on this machine' })),
  ];
  return (
    <Dialog
      title={networkBadge(network?.blocked ?? null)}
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <p>{networkExplanation()}</p>
      {rows.length > 0 && (
        <Table
          caption="Requests since the start"
          rows={rows}
          rowKey={({ what, fate }) => `${fate} ${what}`}
          columns={[
            { key: 'what', label: 'Request', cell: ({ what }) => what },
            { key: 'fate', label: 'What became of it', soft: true, cell: ({ fate }) => fate },
            { key: 'count', label: 'Number', numeric: true, cell: ({ count }) => formatCount(count) },
          ]}
        />
      )}
    </Dialog>
  );
}
