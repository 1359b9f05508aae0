import { useState } from 'react';
import type { CellValue, Variable } from '../../../shared/domain/codebook.ts';
import { findVariable, isNumericScale, valueInWords } from '../../../shared/domain/codebook.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreQueries } from '../../bridge/use-core-queries.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Checkbox } from '../../ui/choice-group.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './data.module.css';
import { pagesInSight, pageSize } from './pages-in-sight.ts';

interface RowsTableProps {
  readonly columns: readonly string[];
  readonly total: number;
}

/** Every row of the data; only the pages in sight are read. */
export function RowsTable({ columns, total }: RowsTableProps) {
  const [[first, last], setSight] = useState([0, 0]);
  const [inWords, setInWords] = useState(true);
  const study = useCoreQuery('study.get', {}).data;
  const codebook = study?.codebook;
  const offsets = pagesInSight(first, last, total);
  const pages = useCoreQueries(
    'data.page',
    offsets.map((offset) => ({ offset, limit: pageSize, columns: null })),
  );
  const rowAt = (index: number): { row: number; cells: readonly CellValue[] } | undefined => {
    const page = pages[offsets.indexOf(Math.floor(index / pageSize) * pageSize)]?.data;
    return page?.rows[index % pageSize];
  };
  const variables = columns.map((name) => (codebook === undefined ? undefined : findVariable(codebook, name)));
  const show = (row: number, column: number): string => {
    const found = rowAt(row);
    if (found === undefined) return '';
    if (column === 0) return formatCount(found.row);
    const value = found.cells[column - 1] ?? null;
    const variable = variables[column - 1];
    if (value === null) return '';
    return (inWords && variable !== undefined ? valueInWords(variable, value) : null) ?? String(value);
  };
  // The columns are as wide as their labels, and keep the width that they begin with.
  if (study === undefined) return null;
  return (
    <div className={styles.rows}>
      <Checkbox isSelected={inWords} onChange={setInWords}>
        Show labels in place of codes
      </Checkbox>
      <VirtualTable
        label="Rows of the data"
        rowCount={total}
        columns={[
          { key: 'row', label: 'Row', numeric: true, width: total < 100_000 ? 72 : 104 },
          ...columns.map((name, index) => ({
            key: name,
            label: name,
            numeric: isNumericScale(variables[index]?.scale ?? 'text'),
            width: widthOf(name, variables[index]),
          })),
        ]}
        cell={show}
        onVisible={(from, to) => setSight([from, to])}
      />
    </div>
  );
}

/** Room for the name of a column and the longest label of its options, in pixels, within limits. */
function widthOf(name: string, variable: Variable | undefined): number {
  const longest = Math.max(name.length, ...(variable?.options ?? []).map(({ label }) => label.length));
  return Math.max(132, Math.min(240, longest * 8 + 24));
}
