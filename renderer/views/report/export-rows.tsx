import { useEffect, useRef, useState } from 'react';
import type { ExportFacts } from '../../../shared/contract/export.ts';
import { formatBytes, formatCount } from '../../../shared/evaluation/format-number.ts';
import type { ExportedSides } from '../../../shared/evaluation/reproduction/exported-sides.ts';
import { rowsAlone, rowsConsent, rowsExplanation, rowsLogged } from '../../../shared/messages/evaluate-messages.ts';
import type { CoreClient, Input } from '../../bridge/operation-types.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useKeptWork } from '../../bridge/use-kept-work.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, ChoiceGroup } from '../../ui/choice-group.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Facts } from '../../ui/pane.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import styles from './report.module.css';

const sidesOffered: readonly { readonly value: ExportedSides; readonly label: string }[] = [
  { value: 'twins', label: 'Simulated answers' },
  { value: 'humans', label: 'Answers of the evaluation humans' },
  { value: 'both', label: 'Both' },
];

const writeRows = (core: CoreClient, input: Input<'export.rows'>, signal: AbortSignal) =>
  core.stream('export.rows', input, { signal });

/** Rows leave the project only here, after a person has agreed to it. */
export function ExportRows({ folder }: { readonly folder: string }) {
  const [sides, setSides] = useState<ExportedSides>('twins');
  const [path, setPath] = useState('');
  const [agreed, setAgreed] = useState(false);
  const facts = useCoreQuery('export.preview', { sides }, { keepPrevious: true });
  const write = useKeptWork('export.rows', writeRows);
  const start = (): void => {
    if (!agreed || path === '') return;
    write.start({ sides, path, consent: true }, () => setAgreed(false));
  };
  return (
    <div className={styles.export}>
      <p className={styles.soft}>{rowsExplanation()}</p>
      {facts.error !== null && <ErrorNotice error={facts.error} effect="Nothing was written." />}
      {facts.data !== undefined && (
        <>
          <ChoiceGroup label="Rows of" value={sides} choices={sidesOffered} onChange={setSides} />
          <RowFacts facts={facts.data} />
          <PathField
            label="File"
            kind="save"
            title="File for the rows"
            extensions={['csv']}
            suggested="rows.csv"
            value={path}
            onChange={setPath}
            description={
              folder === '' ? rowsLogged() : `${rowsLogged()} The scripts of the report look for rows.csv beside them.`
            }
          />
          <Checkbox isSelected={agreed} onChange={setAgreed}>
            {rowsConsent()}
          </Checkbox>
          {write.isRunning ? (
            <WorkProgress progress={write.progress} cancel="Cancel the export" onCancel={write.cancel} />
          ) : (
            <div>
              <Button isDisabled={!agreed || path === ''} onPress={start}>
                Export rows
              </Button>
            </div>
          )}
        </>
      )}
      {write.error !== null && <ErrorNotice error={write.error} effect="No file was written." />}
      {write.result !== null && <WrittenRows key={write.result.path} {...write.result} />}
    </div>
  );
}

function RowFacts({ facts }: { readonly facts: ExportFacts }) {
  return (
    <div className={styles.facts}>
      <Facts
        facts={[
          ['Rows', `${formatCount(facts.rows)}, of ${formatCount(facts.respondents)} people or their twins`],
          ['Columns', facts.columns.join(', ')],
        ]}
      />
      <p>{rowsAlone(facts.alone, facts.respondents)}</p>
    </div>
  );
}

interface WrittenRowsProps {
  readonly rows: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What was written, brought into sight: it stands below a long form. */
function WrittenRows({ rows, path, bytes, sha256 }: WrittenRowsProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void frame.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={frame} role="status">
      <Notice title={`${formatCount(rows)} rows were written`}>
        <Facts
          facts={[
            ['File', <code key="path">{path}</code>],
            ['Size', formatBytes(bytes)],
            ['SHA-256', <code key="hash">{sha256}</code>],
          ]}
        />
      </Notice>
    </div>
  );
}
