import type { ApaColumn, ApaTable } from '../../../../shared/evaluation/apa/apa-table.ts';
import { isSymbol } from '../../../../shared/evaluation/apa/apa-table.ts';
import type { Html } from './html.ts';
import { html, trusted } from './html.ts';

/** APA tables as one HTML file that needs nothing else, ready to be copied into a text processor. */
export function renderApaHtml(title: string, tables: readonly ApaTable[]): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}: tables</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${tables.map(tableOf)}
      </body>
    </html> `.markup;
}

function tableOf(table: ApaTable): Html {
  const { id, number, title, columns, rows, note } = table;
  const body = rows.map((row) =>
    row.kind === 'panel'
      ? html`<tr>
          <th scope="rowgroup" colspan="${columns.length}">${row.label}</th>
        </tr> `
      : html`<tr>
          ${row.cells.map((cell, index) => bodyCell(cell, index, columns[index]?.numeric === true))}
        </tr> `,
  );
  return html`<section id="${id}">
    <p class="number">Table ${number}</p>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-title">
      <table>
        <caption id="${id}-title">
          ${title}
        </caption>
        <thead>
          ${headRows(columns)}
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    <p class="note"><i>Note.</i> ${note}</p>
  </section> `;
}

function bodyCell(cell: string, index: number, numeric: boolean): Html {
  if (index === 0) return html`<th scope="row">${cell}</th>`;
  return numeric ? html`<td class="numeric">${cell}</td>` : html`<td>${cell}</td>`;
}

function headRows(columns: readonly ApaColumn[]): Html {
  const spanners = spannersOf(columns);
  const heads = columns.map(({ label, numeric }) => {
    const text = isSymbol(label) ? html`<i>${label}</i>` : html`${label}`;
    return numeric ? html`<th scope="col" class="numeric">${text}</th>` : html`<th scope="col">${text}</th>`;
  });
  const above = spanners.every(({ label }) => label === null)
    ? html``
    : html`<tr>
        ${spanners.map(({ label, span }) =>
          label === null
            ? html`<td colspan="${span}"></td>`
            : html`<th scope="colgroup" class="spanner" colspan="${span}">${label}</th>`,
        )}
      </tr> `;
  return html`${above}
    <tr>
      ${heads}
    </tr>`;
}

/** Spanners from left to right with the columns under them; null where there is none. */
export function spannersOf(columns: readonly ApaColumn[]): { label: string | null; span: number }[] {
  const spanners: { label: string | null; span: number }[] = [];
  for (const { spanner } of columns) {
    const last = spanners.at(-1);
    if (last !== undefined && last.label === spanner) last.span += 1;
    else spanners.push({ label: spanner, span: 1 });
  }
  return spanners;
}

const style = `body { font: 15px/1.5 'Times New Roman', Times, serif; color: #000; background: #fff; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.25rem; }
section { margin: 0 0 3rem; break-inside: avoid; }
.scroll { overflow-x: auto; }
.number { font-weight: bold; margin: 0; }
caption { text-align: left; font-style: italic; padding: 0.5rem 0; }
table { border-collapse: collapse; border-top: 1px solid; border-bottom: 1px solid; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: 0.15rem 0.5rem; text-align: left; vertical-align: top; font-weight: normal; }
thead tr:last-child > * { border-bottom: 1px solid; }
.spanner { text-align: center; border-bottom: 1px solid; }
.numeric { text-align: right; white-space: nowrap; }
th[scope='rowgroup'] { font-style: italic; padding-top: 0.5rem; }
.note { margin: 0.5rem 0 0; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } }`;
