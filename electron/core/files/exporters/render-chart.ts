import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { textWidth } from '../../../../shared/charts/text-width.ts';
import { chartFontSize } from '../../../../shared/charts/theme.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import { printable } from './html.ts';

// Exported by vega, left out of its types: how texts are measured where there is no canvas.
declare module 'vega' {
  export const textMetrics: { width: (item: { readonly fontSize?: number }, text: string) => number };
}

export interface RenderedChart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Loads nothing: a chart's data is part of its specification, and no chart may reach the network or the disk. */
const refusingLoader: vega.Loader = {
  load: (uri) => refuse(uri),
  sanitize: (uri) => refuse(uri),
  http: (uri) => refuse(uri),
  file: (name) => refuse(name),
};

function refuse(address: string): Promise<never> {
  return Promise.reject(new PilotlightError('internal', `A chart asked for ${address}, and charts load nothing.`));
}

/**
 * Draws a Vega-Lite specification as SVG without a browser, a canvas or generated code: expressions are interpreted, and
 * texts are measured by a table of character widths. The picture has no ids, so that many can share a page.
 *
 * @throws PilotlightError `internal` when the specification loads something or cannot be drawn
 */
export async function renderChart(spec: TopLevelSpec): Promise<RenderedChart> {
  // Vega's own rule without a canvas is 0.8 of the font size per character, which is far too wide.
  vega.textMetrics.width = (item, text) => textWidth(String(text), item.fontSize ?? chartFontSize);
  const problems: string[] = [];
  const logger = collectingLogger(problems);
  const compiled = compile(spec, { logger });
  const view = new vega.View(vega.parse(compiled.spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logger,
    renderer: 'none',
  });
  try {
    const svg = await view.toSVG();
    if (problems.length > 0)
      throw new PilotlightError('internal', `A chart could not be drawn: ${problems.join('; ')}`);
    return compact(svg);
  } finally {
    view.finalize();
  }
}

/** Attributes of Vega's own bookkeeping, and values that are the default. */
const needless =
  / (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"| opacity="1"| stroke-width="1"| text-anchor="start"| font-weight="normal"| x2="0"| y2="0"/g;
const empty = /<path[^>]* d=""[^>]*\/>|<path[^>]* d="M0,0h0v0h0Z"[^>]*\/>/g;

/** The same picture in a third of the characters: the font is named once, and what draws nothing is left out. */
function compact(svg: string): RenderedChart {
  const [, width = '0', height = '0'] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const font = / font-family="([^"]*)"/.exec(svg)?.[1] ?? '';
  const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}">`;
  const content = printable(svg)
    .replace(/^<svg[^>]*>/, '')
    // Within tags only: texts may look like attributes.
    .replace(/<[^>]*>/g, (tag) =>
      tag
        .replace(needless, '')
        .replace(` font-family="${font}"`, '')
        .replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
    )
    .replace(empty, '')
    .replace(/<g><\/g>/g, '');
  return { svg: root + content, width: Number(width), height: Number(height) };
}

/** Warnings are faults here: charts are made by the program itself. */
function collectingLogger(problems: string[]): vega.LoggerInterface {
  return vega.logger(vega.Warn, undefined, (_method, _level, input) => {
    problems.push(input.map(String).join(' '));
  });
}
