import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './table.module.css';

export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
  /** Secondary facts are set in soft ink. */
  readonly soft?: boolean;
  /** Short names that stay on one line. */
  readonly whole?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface TableProps<Row> {
  readonly caption: string;
  /** The caption is read out but not shown, where a heading says the same. */
  readonly hideCaption?: boolean;
  /** Columns of the same width, so that several tables with the same columns align. */
  readonly even?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
}

/** A table to read. The first column names its row. Up to some hundred rows; for more there is `VirtualTable`. */
export function Table<Row>({ caption, hideCaption = false, even = false, columns, rows, rowKey }: TableProps<Row>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.frame} role="region" aria-label={caption} tabIndex={0}>
      <table className={classNames(styles.table, even && styles.even)}>
        <caption className={hideCaption ? styles.hidden : styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames(column.numeric === true && styles.numeric)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column, position) => {
                const className = classNames(
                  column.numeric === true && styles.numeric,
                  column.soft === true && styles.soft,
                  column.whole === true && styles.whole,
                );
                const content = column.cell(row, index);
                return position === 0 ? (
                  <th key={column.key} scope="row" className={className}>
                    {content}
                  </th>
                ) : (
                  <td key={column.key} className={className}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
