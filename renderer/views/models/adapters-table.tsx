import type { Adapter } from '../../../shared/contract/models.ts';
import { formatBytes, formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShortHash } from '../../ui/short-hash.tsx';
import { Table } from '../../ui/table.tsx';

interface AdaptersTableProps {
  readonly adapters: readonly Adapter[];
  /** Id of the base model; null before one is chosen. */
  readonly base: string | null;
}

/** The adapters of the project, trained here or made elsewhere, and which of them simulations use. */
export function AdaptersTable({ adapters, base }: AdaptersTableProps) {
  const use = useCoreCommand('models.useAdapter');
  if (adapters.length === 0) return null;
  return (
    <>
      {use.error !== null && <ErrorNotice error={use.error} effect="The former adapter is still used." />}
      <Table
        caption="Adapters of the project"
        rows={adapters}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: 'Adapter', cell: ({ name }) => name },
          { key: 'model', label: 'Made for', soft: true, cell: ({ modelName }) => modelName },
          { key: 'training', label: 'Training', cell: trainingWords },
          { key: 'rank', label: 'Rank', numeric: true, cell: ({ rank }) => (rank === null ? '' : formatCount(rank)) },
          { key: 'size', label: 'Size', numeric: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
          { key: 'hash', label: 'SHA-256', cell: ({ sha256 }) => <ShortHash hash={sha256} /> },
          { key: 'used', label: 'Answered', soft: true, cell: usedWords },
          {
            key: 'action',
            label: 'Use',
            cell: (adapter) => (
              <UseAdapter adapter={adapter} base={base} onUse={() => use.mutate({ id: adapter.id })} />
            ),
          },
        ]}
      />
    </>
  );
}

function trainingWords({ origin, bestEpoch }: Adapter): string {
  if (origin === 'elsewhere') return 'made elsewhere';
  const epoch = bestEpoch === null ? '' : `, epoch ${formatCount(bestEpoch)}`;
  return origin === 'experiment' ? `for an experiment${epoch}` : `here${epoch}`;
}

function usedWords({ simulations }: Adapter): string {
  if (simulations === 0) return '';
  return `${formatCount(simulations)} ${simulations === 1 ? 'simulation' : 'simulations'}`;
}

interface UseAdapterProps {
  readonly adapter: Adapter;
  readonly base: string | null;
  readonly onUse: () => void;
}

function UseAdapter({ adapter: { name, origin, modelId, isCurrent }, base, onUse }: UseAdapterProps) {
  if (isCurrent) return <Badge kind="tag">in use</Badge>;
  if (origin === 'experiment') return null;
  if (modelId !== base) return 'for another model';
  return (
    <Button size="small" label={`Use ${name}`} onPress={onUse}>
      Use
    </Button>
  );
}
