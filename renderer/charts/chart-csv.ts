import type { ChartTable } from '../../shared/charts/chart.ts';

/** The numbers of a chart as CSV (RFC 4180, UTF-8, lines end in CR LF). Cells are those of the table on the screen. */
export function chartCsv({ columns, rows }: ChartTable): string {
  const lines = [columns.map(({ label }) => label), ...rows];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Numbers are written with a plain minus and without thin spaces, so that other programs read them. */
function quoted(cell: string): string {
  const plain = cell.replaceAll('\u2212', '-').replaceAll('\u202f', '').replaceAll('\u00a0', ' ');
  // A cell that a spreadsheet would run as a formula is given as text; numbers stay numbers.
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
