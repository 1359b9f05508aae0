import type { VirtualItem } from '@tanstack/react-virtual';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { contentHeight, rowHeight, rowsInSight } from './rows-in-sight.ts';
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

/** Pixels of the row of names, which stays in sight. */
const headHeight = 30;

/** A table of any size of which only what is in sight exists. Scrolls by keyboard; rows and columns are counted for readers. */
export function VirtualTable({ label, columns, rowCount, cell, onVisible }: VirtualTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { scrollTop, height } = useScroll(frame);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => columns[index]?.width ?? 120,
    overscan: 3,
  });
  const { first, count, top } = rowsInSight(scrollTop, Math.max(0, height - headHeight), rowCount);
  const show = useEffectEvent(onVisible);
  useEffect(() => show(first, Math.max(first, first + count - 1)), [first, count]);
  const width = across.getTotalSize();
  const cells = across.getVirtualItems();
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
      <div className={styles.head} role="row" aria-rowindex={1} style={{ width, height: headHeight }}>
        {cells.map((item) => (
          <Cell key={item.key} role="columnheader" item={item} column={columns[item.index]}>
            {columns[item.index]?.label}
          </Cell>
        ))}
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: contentHeight(rowCount), width }}>
        <div role="presentation" className={styles.sight} style={{ top }}>
          {Array.from({ length: count }, (_, index) => first + index).map((row) => (
            <div key={row} className={styles.row} role="row" aria-rowindex={row + 2} style={{ height: rowHeight }}>
              {cells.map((item) => (
                <Cell key={item.key} role="cell" item={item} column={columns[item.index]}>
                  {cell(row, item.index)}
                </Cell>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Where an element is scrolled to, and its height. */
function useScroll(element: RefObject<HTMLElement | null>): { readonly scrollTop: number; readonly height: number } {
  const [scroll, setScroll] = useState({ scrollTop: 0, height: 0 });
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const read = (): void => setScroll({ scrollTop: current.scrollTop, height: current.clientHeight });
    const observer = new ResizeObserver(read);
    observer.observe(current);
    current.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      current.removeEventListener('scroll', read);
    };
  }, [element]);
  return scroll;
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
