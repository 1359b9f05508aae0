import type { KeyboardEvent, ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './grid.module.css';

export interface GridColumn<Item> {
  readonly key: string;
  readonly label: string;
  readonly numeric?: boolean;
  readonly soft?: boolean;
  readonly cell: (item: Item) => ReactNode;
}

export interface GridProps<Item> {
  readonly label: string;
  readonly columns: readonly GridColumn<Item>[];
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  /** A key pressed on the grid; true when it was used and shall do nothing else. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  /** Enter or a double click on a row. */
  readonly onOpen?: (key: string) => void;
}

/** Rows to be chosen, one or several, by keyboard: arrows, Shift and arrows, Control and A. */
export function Grid<Item>(props: GridProps<Item>) {
  const { label, columns, items, itemKey, selected, onSelect, onKey, onOpen } = props;
  return (
    <div
      className={styles.frame}
      role="presentation"
      onKeyDownCapture={(event) => {
        if (onKey?.(event) !== true) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <Table
        aria-label={label}
        className={classNames(styles.grid)}
        selectionMode="multiple"
        selectionBehavior="replace"
        selectedKeys={selected}
        onSelectionChange={(keys) =>
          onSelect(keys === 'all' ? new Set(items.map(itemKey)) : new Set([...keys].map(String)))
        }
        {...(onOpen === undefined ? {} : { onRowAction: (key) => onOpen(String(key)) })}
      >
        <TableHeader className={classNames(styles.head)}>
          {columns.map((column, index) => (
            <Column
              key={column.key}
              isRowHeader={index === 0}
              className={classNames(styles.column, column.numeric === true && styles.numeric)}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {items.map((item) => (
            <Row key={itemKey(item)} id={itemKey(item)} className={classNames(styles.row)}>
              {columns.map((column) => (
                <Cell
                  key={column.key}
                  className={classNames(
                    styles.cell,
                    column.numeric === true && styles.numeric,
                    column.soft === true && styles.soft,
                  )}
                >
                  {column.cell(item)}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
