import type { ColumnInspection, Inspection } from '../../../shared/domain/inspection.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import { formatBytes, formatCount } from '../../../shared/evaluation/format-number.ts';
import { Checkbox } from '../../ui/choice-group.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';
import { becomes, identifierInWords } from './column-in-words.ts';
import styles from './data.module.css';

interface InspectedFileProps {
  readonly file: Inspection;
  readonly left: ReadonlyMap<string, boolean>;
  /** The codebook that says which columns are taken and as what; null where the file is to give one. */
  readonly codebook: Codebook | null;
  readonly onLeave: (column: string, leave: boolean) => void;
}

/** What every column of a file becomes and what would be lost. */
export function InspectedFile({ file, left, codebook, onLeave }: InspectedFileProps) {
  const flagged = file.columns.filter(({ identifiers }) => identifiers.length > 0);
  return (
    <>
      <p>
        {file.format}, {formatBytes(file.sizeBytes)}, {formatCount(file.records)} rows,{' '}
        {formatCount(file.columns.length)} columns
        {file.misfits > 0 && `; ${formatCount(file.misfits)} rows do not fit the header and would be refused`}.
      </p>
      {flagged.length > 0 && (
        <Notice title={flagWords(flagged.length, codebook === null)}>
          {flagged.map(({ name }) => name).join(', ')}
        </Notice>
      )}
      {file.losses.length > 0 && (
        <Section title="What an import would not keep">
          <ul className={styles.list}>
            {file.losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </Section>
      )}
      <ColumnsTable columns={file.columns} left={left} codebook={codebook} onLeave={onLeave} />
    </>
  );
}

function flagWords(count: number, canTakeIn: boolean): string {
  const columns = count === 1 ? '1 column may point to persons' : `${formatCount(count)} columns may point to persons`;
  return canTakeIn
    ? `${columns}; left out unless taken in below.`
    : `${columns}; the codebook decides whether to take ${count === 1 ? 'it' : 'them'} in.`;
}

interface ColumnsTableProps extends Omit<InspectedFileProps, 'file'> {
  readonly columns: readonly ColumnInspection[];
}

function ColumnsTable({ columns, left, codebook, onLeave }: ColumnsTableProps) {
  return (
    <Table
      caption="Columns"
      rows={columns}
      rowKey={({ name }, index) => `${index} ${name}`}
      columns={[
        ...(codebook === null
          ? [
              {
                key: 'take',
                label: 'Import',
                cell: (column: ColumnInspection) => (
                  <Checkbox
                    label={`Import ${column.name}`}
                    isSelected={!(left.get(column.name) ?? column.role === 'excluded')}
                    onChange={(take) => onLeave(column.name, !take)}
                  >
                    {null}
                  </Checkbox>
                ),
              },
            ]
          : []),
        { key: 'name', label: 'Column', cell: (column) => <ColumnName column={column} /> },
        { key: 'becomes', label: 'Becomes', cell: (column) => becomes(column, codebook) },
        { key: 'filled', label: 'Values', numeric: true, cell: ({ filled }) => formatCount(filled) },
        {
          key: 'missing',
          label: 'Missing',
          numeric: true,
          cell: ({ missing, empty }) => formatCount(missing + empty),
        },
        {
          key: 'notes',
          label: 'Notes',
          cell: (column) => <Notes column={column} losses={lossesOf(column, codebook)} />,
        },
      ]}
    />
  );
}

function ColumnName({ column }: { readonly column: ColumnInspection }) {
  return (
    <>
      <code>{column.name === '' ? 'without a name' : column.name}</code>
      {column.question !== '' && <div className={styles.soft}>{column.question}</div>}
    </>
  );
}

/** Where a codebook decides what is taken in, the reasons to leave a column out are not the file's. */
function lossesOf({ role, losses }: ColumnInspection, codebook: Codebook | null): readonly string[] {
  return codebook !== null && role === 'excluded' ? [] : losses;
}

function Notes({ column, losses }: { readonly column: ColumnInspection; readonly losses: readonly string[] }) {
  return (
    <div className={styles.notes}>
      {column.identifiers.length > 0 && (
        <span className={styles.flag}>
          May point to a person: {column.identifiers.map(identifierInWords).join(', ')}
        </span>
      )}
      {losses.map((loss) => (
        <span key={loss}>{loss}</span>
      ))}
      {column.examples.length > 0 && (
        <span className={styles.examples}>For example {column.examples.slice(0, 3).join('; ')}</span>
      )}
    </div>
  );
}
