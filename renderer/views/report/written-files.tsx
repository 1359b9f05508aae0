import { CopyButton } from '../../ui/copy-button.tsx';
import { joinPath } from '../../ui/join-path.ts';
import { Table } from '../../ui/table.tsx';
import { allFiles, contentOf } from './report-files.ts';
import styles from './report.module.css';

export interface WrittenFilesProps {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Where the report lies and what each file holds. */
export function WrittenFiles({ folder, files }: WrittenFilesProps) {
  return (
    <div className={styles.files}>
      <div className={styles.place}>
        <code>{folder}</code>
        <CopyButton size="small" text={() => folder}>
          Copy path of the folder
        </CopyButton>
        <CopyButton size="small" text={() => joinPath(folder, 'report.html')}>
          Copy path of the report
        </CopyButton>
      </div>
      <Table
        caption="Files of the report"
        hideCaption
        rows={allFiles(files)}
        rowKey={(name: string) => name}
        columns={[
          { key: 'name', label: 'File', cell: (name: string) => <code>{name}</code> },
          { key: 'content', label: 'Holds', soft: true, cell: contentOf },
        ]}
      />
    </div>
  );
}
