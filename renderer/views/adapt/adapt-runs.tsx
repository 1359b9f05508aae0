import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import { formatBytes, formatCount, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatDuration } from '../../ui/format-progress.ts';
import { Table } from '../../ui/table.tsx';
import { bestLoss } from './best-loss.ts';
import { runLabel } from './drawn-training.ts';

/** The runs beside each other: settings, best validation loss, time. */
export function AdaptRuns({ runs }: { readonly runs: readonly AdaptRun[] }) {
  const use = useCoreCommand('adapt.use');
  if (runs.length === 0) return null;
  return (
    <>
      {use.error !== null && <ErrorNotice error={use.error} effect="Simulations use the former adapter." />}
      <Table
        caption="Runs"
        rows={runs}
        rowKey={({ jobId }) => jobId}
        columns={[
          { key: 'run', label: 'Run', cell: (_, index) => sentence(runLabel(runs.length, index)) },
          {
            key: 'rank',
            label: 'Rank',
            numeric: true,
            cell: ({ settings }) => (settings === null ? '' : formatCount(settings.rank)),
          },
          {
            key: 'rate',
            label: 'Learning rate',
            numeric: true,
            cell: ({ settings }) => (settings === null ? '' : String(settings.learningRate)),
          },
          {
            key: 'epoch',
            label: 'Best epoch',
            numeric: true,
            cell: ({ losses }) => epochWords(bestLoss(losses)?.epoch),
          },
          { key: 'loss', label: 'Validation loss', numeric: true, cell: ({ losses }) => words(bestLoss(losses)?.loss) },
          { key: 'time', label: 'Time', numeric: true, cell: duration },
          {
            key: 'size',
            label: 'Adapter',
            numeric: true,
            cell: ({ adapter }) => (adapter === null ? '' : formatBytes(adapter.sizeBytes)),
          },
          {
            key: 'state',
            label: 'State',
            cell: (run, index) => {
              if (run.isCurrent) return <Badge kind="tag">used by simulations</Badge>;
              if (run.adapter === null) return run.state;
              return (
                <Button
                  size="small"
                  label={`Use ${runLabel(runs.length, index)}`}
                  onPress={() => use.mutate({ jobId: run.jobId })}
                >
                  Use
                </Button>
              );
            },
          },
        ]}
      />
    </>
  );
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Whole epochs without decimals. */
function epochWords(epoch: number | undefined): string {
  return epoch !== undefined && Number.isInteger(epoch) ? formatCount(epoch) : words(epoch);
}

function words(value: number | undefined): string {
  return value === undefined ? '' : formatNumber(value);
}

function duration({ createdAt, endedAt }: AdaptRun): string {
  if (endedAt === null) return '';
  return formatDuration((new Date(endedAt).getTime() - new Date(createdAt).getTime()) / 1000);
}
