import type { z } from 'zod';
import type { datasetSummarySchema } from '../../../shared/contract/data.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { importStale } from '../../../shared/messages/screen-messages.ts';
import { usePhase } from '../../bridge/use-phase.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Facts, OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { staleInWords } from '../../ui/stale-in-words.ts';
import { StepLink } from '../../ui/step-link.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ShortHash } from '../../ui/short-hash.tsx';
import { ColumnView } from './column-view.tsx';
import type { DataScreenProps } from './data-screen-props.ts';
import { RefusedCells } from './refused-cells.tsx';
import { RowsTable } from './rows-table.tsx';

type DatasetSummary = z.infer<typeof datasetSummarySchema>;

interface ImportedDataProps extends DataScreenProps {
  readonly data: DatasetSummary;
  readonly onImportAgain: () => void;
}

/** What was imported: its facts on the left, rows, columns and refused values on the right. */
export function ImportedData({ data, view, column, onView, onColumn, onImportAgain }: ImportedDataProps) {
  const phase = usePhase('import');
  const stale = staleInWords(phase === undefined ? [] : [phase]);
  return (
    <Workspace
      options={
        <OptionsPane
          title="Imported file"
          actions={
            <>
              {stale !== null && (
                <Button kind="primary" onPress={onImportAgain}>
                  Import again
                </Button>
              )}
              <StepLink to="/codebook" kind={stale === null ? 'primary' : 'plain'}>
                Go to Codebook
              </StepLink>
              {stale === null && <Button onPress={onImportAgain}>Import another file</Button>}
            </>
          }
        >
          <DataFacts data={data} />
        </OptionsPane>
      }
    >
      <ResultPane
        title={`${formatCount(data.rows)} rows, ${formatCount(data.columns.length)} columns`}
        subtitle={losses(data)}
      >
        {stale !== null && <Notice title={stale}>{importStale()}</Notice>}
        <Tabs
          label="Parts of the data"
          selected={view}
          onSelect={onView}
          tabs={[
            { id: 'rows', label: 'Rows', content: <RowsTable columns={data.columns} total={data.rows} /> },
            {
              id: 'columns',
              label: 'Columns',
              content: (
                <ColumnView columns={data.columns} selected={column ?? data.columns[0] ?? ''} onSelect={onColumn} />
              ),
            },
            { id: 'refused', label: 'Refused', content: <RefusedCells /> },
          ]}
        />
      </ResultPane>
    </Workspace>
  );
}

function DataFacts({ data }: { readonly data: DatasetSummary }) {
  const imported = new Date(data.importedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Facts
      facts={[
        ['File', data.fileName],
        ['Imported', imported],
        ['Rows', formatCount(data.rows)],
        ['Columns', formatCount(data.columns.length)],
        ['Missing cells', formatCount(data.missingCells)],
        ['Refused cells', formatCount(data.rejectedCells)],
        ['Refused rows', formatCount(data.rejectedRows)],
        ['SHA-256', <ShortHash key="hash" hash={data.sha256} />],
      ]}
    />
  );
}

function losses({ rejectedCells, rejectedRows }: DatasetSummary): string {
  if (rejectedCells === 0 && rejectedRows === 0) return 'Nothing of the imported columns was lost.';
  const cells = `${formatCount(rejectedCells)} ${rejectedCells === 1 ? 'cell' : 'cells'}`;
  const rows = `${formatCount(rejectedRows)} ${rejectedRows === 1 ? 'row' : 'rows'}`;
  return `${cells} and ${rows} could not be read as the codebook says and were refused.`;
}
