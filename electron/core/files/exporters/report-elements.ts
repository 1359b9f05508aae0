import type { Chart, ChartTable } from '../../../../shared/charts/chart.ts';
import { markOutlines } from '../../../../shared/charts/mark-outline.ts';
import type { SourceStyle } from '../../../../shared/charts/source-style.ts';
import type { Html } from './html.ts';
import { html, nothing, trusted } from './html.ts';
import type { RenderedChart } from './render-chart.ts';

/** The chapter of a report. */
export interface ReportPart {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** Draws charts as figures. */
export type DrawCharts = (charts: readonly Chart[]) => Promise<Html[]>;

/** A chart with its finding above, its definition beside, and its numbers folded beneath. */
export function figure(chart: Chart, rendered: RenderedChart): Html {
  const open = openFigure(chart, rendered);
  return chart.folded === true
    ? html`<details>
        <summary>${chart.title}</summary>
        ${open}
      </details>`
    : open;
}

function openFigure(chart: Chart, rendered: RenderedChart): Html {
  const id = `chart-${chart.id}`;
  const picture = rendered.svg.replace(
    '<svg ',
    () => `<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-words" `,
  );
  return html` <figure id="${id}">
      <div class="head">
        <h3 id="${id}-title">${chart.title}</h3>
        <p class="finding">${chart.subtitle}</p>
      </div>
      <div class="chart">
        ${trusted(picture)}
        <p class="unseen" id="${id}-words">${chart.alternative}</p>
      </div>
      <figcaption>${chart.caption}</figcaption>
    </figure>
    ${numbersBehind(chart)}`;
}

function numbersBehind(chart: Chart): Html {
  if (chart.table.rows.length === 0) return nothing;
  return html`<details>
    <summary>Numbers behind “${chart.title}”</summary>
    ${table(chart.table, chart.title)}
  </details>`;
}

/**
 * A table whose first column heads its rows; equal entries that follow each other there are written once. `caption` is read
 * before the table.
 */
export function table({ columns, rows }: ChartTable, caption: string, className = 'wide'): Html {
  const head = columns.map(({ label, numeric }) =>
    numeric ? html`<th scope="col" class="number">${label}</th>` : html`<th scope="col">${label}</th>`,
  );
  const body = rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      if (column > 0) return columns[column]?.numeric === true ? numberCell(cell) : html`<td>${cell}</td>`;
      if (index > 0 && rows[index - 1]?.[0] === cell) return nothing;
      const span = spanOf(rows, index);
      return span > 1 ? html`<th scope="rowgroup" rowspan="${span}">${cell}</th>` : html`<th scope="row">${cell}</th>`;
    });
    return html`<tr>
      ${cells}
    </tr> `;
  });
  const groups = groupsOf(rows).map(({ from, to, whole }) => {
    const own = body.slice(from, to);
    return whole
      ? html`<tbody class="whole">
          ${own}
        </tbody> `
      : html`<tbody>
          ${own}
        </tbody> `;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Table: ${caption}">
    <table class="${rows.length > mostKeptTogether ? className : `${className} whole`.trim()}">
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      ${groups}
    </table>
  </div>`;
}

/** Rows of one heading, and those of a small table, stay on one page of paper up to so many. */
const mostKeptTogether = 12;

/** Rows under one heading are a group; those with headings of their own that follow each other are one together. */
function groupsOf(rows: readonly (readonly string[])[]): { from: number; to: number; whole: boolean }[] {
  const groups: { from: number; to: number; single: boolean }[] = [];
  for (let from = 0; from < rows.length;) {
    const to = from + spanOf(rows, from);
    const single = to - from === 1;
    const last = groups.at(-1);
    if (single && last?.single === true) last.to = to;
    else groups.push({ from, to, single });
    from = to;
  }
  return groups.map(({ from, to, single }) => ({ from, to, whole: !single && to - from <= mostKeptTogether }));
}

/** A cell with a number, which breaks before its interval where the column is narrow, and nowhere else. */
export function numberCell(text: string): Html {
  const [, value, interval, rest] = /^(.*?) (\[.*?\])(.*)$/.exec(text) ?? [];
  if (value === undefined || interval === undefined) return html`<td class="number">${text}</td>`;
  return html`<td class="number">${value} <span class="interval">${interval}</span>${rest ?? ''}</td>`;
}

function spanOf(rows: readonly (readonly string[])[], from: number): number {
  let span = 1;
  while (from + span < rows.length && rows[from + span]?.[0] === rows[from]?.[0]) span += 1;
  return span;
}

/** A rule with its name, for a list of class "rules". */
export function ruleEntry(title: string, text: string): Html {
  return html`<div>
    <dt>${title}</dt>
    <dd>${text}</dd>
  </div> `;
}

/** Names and values in two columns. */
export function factTable(facts: readonly (readonly [string, string | Html])[]): Html {
  const rows = facts.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr> `,
  );
  return html`<table class="facts">
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** The mark of a source as a small picture, for keys and tables. */
export function markPicture({ shape, colour, filled }: Pick<SourceStyle, 'shape' | 'colour' | 'filled'>): Html {
  const paint = filled ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="1.5"`;
  return trusted(
    `<svg class="key" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true"><path d="${markOutlines[shape]}" ${paint}/></svg>`,
  );
}
