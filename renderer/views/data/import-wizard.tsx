import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import type { Inspection } from '../../../shared/domain/inspection.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import {
  importKeepsCodebook,
  importReplacesCodebook,
  importWaits,
  readingCancelled,
  readingIsFormer,
} from '../../../shared/messages/screen-messages.ts';
import type { PendingImport } from '../../bridge/workspace-requests.ts';
import { dataEndings } from '../../bridge/dropped-file.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-group.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { DialectFields } from './dialect-fields.tsx';
import { InspectedFile } from './inspected-file.tsx';
import { useImport } from './use-import.ts';
import type { FileInspection } from './use-inspection.ts';
import { useInspection } from './use-inspection.ts';

interface ImportWizardProps {
  /** The project's study, or null when the file is to give a first one. */
  readonly study: Study | null;
  /** The data that would be replaced. */
  readonly replaces: string | null;
  /** Why the last import failed, or null. */
  readonly failure: string | null;
  /** The file to begin with, as a recipe or a drop names it. */
  readonly proposed: PendingImport | null;
  readonly onDone: () => void;
}

/** Choose a file, see what each column becomes and what is lost, import. */
export function ImportWizard({ study: known, replaces, failure, proposed, onDone }: ImportWizardProps) {
  const [keeps, setKeeps] = useState(true);
  const study = keeps ? known : null;
  const [path, setPath] = useState(proposed?.path ?? '');
  const [dialect, setDialect] = useState<Partial<Dialect>>(proposed?.dialect ?? {});
  const [left, setLeft] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [name, setName] = useState('');
  const inspection = useInspection(path, dialect);
  const run = useImport(study, onDone);
  const file = path === '' ? undefined : inspection.data;
  return (
    <Workspace
      options={
        <OptionsPane
          title="Import data"
          actions={
            <>
              <Button
                kind="primary"
                isDisabled={file === undefined || inspection.isRunning || inspection.isFormer}
                isPending={run.isRunning}
                onPress={() => file !== undefined && run.start({ path, dialect, inspection: file, left, name })}
              >
                Import {file === undefined ? 'data' : `${formatCount(file.records)} rows`}
              </Button>
              {replaces !== null && <Button onPress={onDone}>Keep the present data</Button>}
            </>
          }
        >
          <DataFileField path={path} onChange={setPath} />
          {study === null && <StudyName name={name} onChange={setName} />}
          {known !== null && <KeepCodebook keeps={keeps} onChange={setKeeps} />}
          <DialectFields dialect={dialect} found={file?.dialect ?? null} onChange={setDialect} />
        </OptionsPane>
      }
    >
      <ImportPreview
        path={path}
        file={file}
        inspection={inspection}
        replaces={replaces}
        fault={run.error ?? (failure === null ? null : new Error(failure))}
      >
        {file !== undefined && (
          <InspectedFile
            file={file}
            left={left}
            codebook={study?.codebook ?? null}
            onLeave={(column, leave) => setLeft(new Map([...left, [column, leave]]))}
          />
        )}
      </ImportPreview>
    </Workspace>
  );
}

function DataFileField({ path, onChange }: { readonly path: string; readonly onChange: (path: string) => void }) {
  return (
    <PathField
      label="Data file"
      title="Choose a data file"
      kind="open"
      extensions={dataEndings}
      value={path}
      onChange={onChange}
      description="CSV or other delimited text, also from Qualtrics."
    />
  );
}

function StudyName({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  return (
    <TextField label="Name of the study" value={name} onChange={onChange} description="Empty: the name of the file." />
  );
}

function KeepCodebook({ keeps, onChange }: { readonly keeps: boolean; readonly onChange: (keeps: boolean) => void }) {
  return (
    <Checkbox
      isSelected={keeps}
      onChange={onChange}
      description={keeps ? importKeepsCodebook() : importReplacesCodebook()}
    >
      Read the file as the codebook says
    </Checkbox>
  );
}

interface ImportPreviewProps extends Pick<ImportWizardProps, 'replaces'> {
  readonly path: string;
  readonly file: Inspection | undefined;
  readonly inspection: FileInspection;
  readonly fault: Error | null;
  readonly children: ReactNode;
}

function ImportPreview({ path, file, inspection, replaces, fault, children }: ImportPreviewProps) {
  const replaced = replaces === null ? [] : [`Replaces ${replaces}.`];
  const explanation = [...replaced, ...(path === '' ? [importWaits()] : [])].join(' ');
  return (
    <ResultPane
      title={file?.fileName ?? (path === '' && replaces === null ? 'No data yet' : 'Import data')}
      subtitle={explanation === '' ? undefined : explanation}
    >
      {fault !== null && <ErrorNotice error={fault} effect="The data in the project were not changed." />}
      {inspection.error !== null && <ErrorNotice error={inspection.error} effect="Nothing was imported." />}
      {path !== '' && <Reading {...inspection} />}
      {children}
    </ResultPane>
  );
}

/** How far the reading of the file is, or the way to begin it after it was cancelled. */
function Reading({ data, isFormer, error, isRunning, progress, cancel, again }: FileInspection) {
  if (isRunning) return <WorkProgress progress={progress} cancel="Cancel the reading" onCancel={cancel} isBrief />;
  if ((data !== undefined && !isFormer) || error !== null) return null;
  return (
    <Notice title={readingCancelled()} actions={<Button onPress={again}>Read the file</Button>}>
      {isFormer && <p>{readingIsFormer()}</p>}
    </Notice>
  );
}
