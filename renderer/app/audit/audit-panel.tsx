import { useState } from 'react';
import { auditBroken, auditExplanation, auditIntact } from '../../../shared/messages/screen-messages.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { saveFile } from '../../charts/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { auditCsv } from './audit-csv.ts';
import type { AuditEntry } from './audit-in-words.ts';
import { auditInWords } from './audit-in-words.ts';

/** Entries that are shown at first, and added at a time. */
const step = 100;

/** The entries of the log, latest first, whether the chain holds, and the way to keep them elsewhere. */
export function AuditPanel({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { data: entries, error } = useCoreQuery('audit.list', {});
  const [shown, setShown] = useState(step);
  const latest = (entries ?? []).toReversed().slice(0, shown);
  const total = entries?.length ?? 0;
  return (
    <Dialog
      title="Audit log"
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <CopyButton isDisabled={total === 0} text={() => auditCsv(entries ?? [])}>
            Copy all entries
          </CopyButton>
          <Button isDisabled={total === 0} onPress={() => save(name, entries ?? [])}>
            Save as CSV
          </Button>
          <Button onPress={onClose}>Close</Button>
        </>
      }
    >
      <p>{auditExplanation()}</p>
      <Verdict />
      {error !== null && <ErrorNotice error={error} />}
      {total > 0 && <Entries entries={latest} total={total} />}
      {shown < total && (
        <div>
          <Button onPress={() => setShown(shown + step)}>Show earlier entries</Button>
        </div>
      )}
    </Dialog>
  );
}

function Verdict() {
  const { data, error } = useCoreQuery('audit.verify', {});
  if (error !== null) return <ErrorNotice error={error} effect="The chain was not checked." />;
  if (data === undefined) return <p aria-live="polite">Recomputing the chain</p>;
  if (data.intact) return <p>{auditIntact(data.entries)}</p>;
  return <Notice title="The log was changed">{auditBroken(data.entries)}</Notice>;
}

function Entries({ entries, total }: { readonly entries: readonly AuditEntry[]; readonly total: number }) {
  return (
    <Table
      caption={`${formatCount(entries.length)} of ${formatCount(total)} entries, latest first`}
      rows={entries}
      rowKey={({ sequence }) => String(sequence)}
      columns={[
        { key: 'sequence', label: 'No.', numeric: true, cell: ({ sequence }) => formatCount(sequence) },
        { key: 'at', label: 'Time', cell: ({ at }) => timeInWords(at) },
        { key: 'action', label: 'What was done', cell: (entry) => onOneLine(auditInWords(entry).action) },
        { key: 'details', label: 'Details', soft: true, cell: (entry) => auditInWords(entry).details },
      ]}
    />
  );
}

/** Longer words than this are broken rather than that they take the room of the details. */
const mostOnOneLine = 24;

function onOneLine(action: string): string {
  return action.length > mostOnOneLine ? action : action.replaceAll(' ', '\u00a0');
}

/** On one line. */
function timeInWords(at: string): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).replaceAll(' ', '\u00a0');
}

function save(name: string, entries: readonly AuditEntry[]): void {
  saveFile(`${name}-audit.csv`, new Blob([auditCsv(entries)], { type: 'text/csv' }));
}
