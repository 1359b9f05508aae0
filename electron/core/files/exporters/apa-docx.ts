import type { ITableCellBorders } from 'docx';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ApaColumn, ApaRow, ApaTable } from '../../../../shared/evaluation/apa/apa-table.ts';
import { isSymbol } from '../../../../shared/evaluation/apa/apa-table.ts';
import { spannersOf } from './apa-html.ts';
import { withFixedZipTimes } from './fixed-zip-times.ts';
import { printable } from './html.ts';

/** Half points. */
const textSize = 20;
/** A page in landscape with margins of an inch, in twentieths of a point. */
const pageWidth = 16_838 - 2 * 1440;

const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const noRule = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** APA tables as a Word document, in landscape. Equal tables give equal files. */
export async function renderApaDocx(title: string, tables: readonly ApaTable[]): Promise<Uint8Array> {
  const document = new Document({
    title: `${printable(title)}: tables`,
    creator: 'Pilotlight',
    lastModifiedBy: 'Pilotlight',
    styles: { default: { document: { run: { font: 'Times New Roman', size: textSize } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838, orientation: PageOrientation.LANDSCAPE },
            margin: { top: 1440, right: 1440, bottom: 1440, left: 1440 },
          },
        },
        children: [
          paragraph([new TextRun({ text: printable(title), bold: true })], AlignmentType.LEFT, 240),
          ...tables.flatMap(tableParts),
        ],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(title) };
  return withFixedZipTimes(await Packer.toBuffer(document, undefined, [core]));
}

/** Without the times that the library would write. */
function coreProperties(title: string): string {
  const text = printable(title).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${text}: tables</dc:title><dc:creator>Pilotlight</dc:creator><cp:lastModifiedBy>Pilotlight</cp:lastModifiedBy></cp:coreProperties>`;
}

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

function paragraph(runs: readonly TextRun[], alignment: Alignment = AlignmentType.LEFT, after = 0): Paragraph {
  return new Paragraph({ children: [...runs], alignment, spacing: { after } });
}

/** Number or title of a table, on the page of its first rows. */
function heading(run: TextRun, after = 0): Paragraph {
  return new Paragraph({ children: [run], spacing: { after }, keepNext: true });
}

function tableParts(table: ApaTable): (Paragraph | Table)[] {
  const { number, title, columns, rows, note } = table;
  return [
    heading(new TextRun({ text: `Table ${number}`, bold: true })),
    heading(new TextRun({ text: printable(title), italics: true }), 120),
    new Table({
      width: { size: pageWidth, type: WidthType.DXA },
      columnWidths: widthsOf(columns, rows),
      borders: {
        top: rule,
        bottom: rule,
        left: noRule,
        right: noRule,
        insideHorizontal: noRule,
        insideVertical: noRule,
      },
      rows: [...headRows(columns), ...rows.map((row) => bodyRow(row, columns))],
    }),
    paragraph(
      [new TextRun({ text: 'Note. ', italics: true }), new TextRun({ text: printable(note) })],
      AlignmentType.LEFT,
      480,
    ),
  ];
}

/** The page shared out by the longest word or number of each column, texts between a tenth and two fifths of it. */
function widthsOf(columns: readonly ApaColumn[], rows: readonly ApaRow[]): number[] {
  const lengths = columns.map(({ label, numeric }, index) => {
    const texts = rows.map((row) => (row.kind === 'cells' ? (row.cells[index] ?? '') : ''));
    const longest = Math.max(label.length, ...texts.map((text) => text.length));
    return numeric ? Math.min(longest, 22) : Math.min(Math.max(longest, 14), 60);
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => Math.floor((pageWidth * length) / total));
}

function headRows(columns: readonly ApaColumn[]): TableRow[] {
  const spanners = spannersOf(columns);
  const own = new TableRow({
    tableHeader: true,
    children: columns.map(({ label, numeric }) =>
      cell(label, {
        alignment: numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
        italics: isSymbol(label),
        borders: { bottom: rule },
      }),
    ),
  });
  if (spanners.every(({ label }) => label === null)) return [own];
  const above = new TableRow({
    tableHeader: true,
    children: spanners.map(({ label, span }) =>
      cell(label ?? '', {
        alignment: AlignmentType.CENTER,
        span,
        ...(label === null ? {} : { borders: { bottom: rule } }),
      }),
    ),
  });
  return [above, own];
}

function bodyRow(row: ApaRow, columns: readonly ApaColumn[]): TableRow {
  if (row.kind === 'panel') {
    return new TableRow({ children: [cell(row.label, { span: columns.length, italics: true })] });
  }
  return new TableRow({
    cantSplit: true,
    children: row.cells.map((text, index) =>
      cell(text, { alignment: columns[index]?.numeric === true ? AlignmentType.RIGHT : AlignmentType.LEFT }),
    ),
  });
}

interface CellLook {
  readonly alignment?: Alignment;
  readonly span?: number;
  readonly italics?: boolean;
  readonly borders?: ITableCellBorders;
}

function cell(
  text: string,
  { alignment = AlignmentType.LEFT, span = 1, italics = false, borders }: CellLook,
): TableCell {
  return new TableCell({
    columnSpan: span,
    margins: { top: 20, bottom: 20, left: 60, right: 60 },
    ...(borders === undefined ? {} : { borders }),
    children: [paragraph([new TextRun({ text: printable(text), italics })], alignment)],
  });
}
