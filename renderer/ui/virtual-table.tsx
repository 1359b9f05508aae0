import type { VirtualItem } from '@tanstack/react-virtual';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './virtual-table.module.css';

export interface VirtualColumn {
  readonly key: string;
  readonly label: string;
  readonly numeric: boolean;
  /** Pixels. */
  readonly width: number;
}

export interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly VirtualColumn[];
  readonly rowCount: number;
  readonly cell: (row: number, column: number) => ReactNode;
  /** Called with the first and last row in sight, for loading them. */
  readonly onVisible: (first: number, last: number) => void;
}

/** Pixels; a million rows stay below the tallest element that browsers can lay out, 33 million. */
const rowHeight = 28;

/** A table of any size of which only what is in sight exists. Scrolls by keyboard; rows and columns are counted for readers. */
export function VirtualTable({ label, columns, rowCount, cell, onVisible }: VirtualTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const getScrollElement = (): HTMLDivElement | null => frame.current;
  const rows = useVirtualizer({ count: rowCount, getScrollElement, estimateSize: () => rowHeight, overscan: 12 });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement,
    estimateSize: (index) => columns[index]?.width ?? 120,
    overscan: 3,
  });
  const visible = rows.getVirtualItems();
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0];
  const show = useEffectEvent(onVisible);
  useEffect(() => show(first, last), [first, last]);
  const width = across.getTotalSize();
  return (
    <div
      ref={frame}
      className={styles.frame}
      role="table"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div className={styles.head} role="row" aria-rowindex={1} style={{ width }}>
        {across.getVirtualItems().map((item) => (
          <Cell key={item.key} role="columnheader" item={item} column={columns[item.index]}>
            {columns[item.index]?.label}
          </Cell>
        ))}
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), width }}>
        {visible.map((row) => (
          <div
            key={row.key}
            className={styles.row}
            role="row"
            aria-rowindex={row.index + 2}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {across.getVirtualItems().map((item) => (
              <Cell key={item.key} role="cell" item={item} column={columns[item.index]}>
                {cell(row.index, item.index)}
              </Cell>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellProps {
  readonly role: 'cell' | 'columnheader';
  readonly item: VirtualItem;
  readonly column: VirtualColumn | undefined;
  readonly children: ReactNode;
}

function Cell({ role, item, column, children }: CellProps) {
  return (
    <div
      role={role}
      aria-colindex={item.index + 1}
      className={classNames(styles.cell, column?.numeric === true && styles.numeric)}
      style={{ left: item.start, width: item.size }}
    >
      {children}
    </div>
  );
}
