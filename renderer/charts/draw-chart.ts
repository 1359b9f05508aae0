import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { PilotlightError } from '../../shared/errors.ts';
import { chartLoadsNothing } from './chart-messages.ts';

// The one file that touches Vega. It is loaded when the first chart is drawn, so that the page opens without it.

/** Loads nothing: a chart's data is part of its specification, and no chart may reach the network or the disk. */
const refusingLoader: vega.Loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

function refuse(address: string): Promise<never> {
  return Promise.reject(new PilotlightError('internal', chartLoadsNothing(address)));
}

/** Fonts as the page has them, for metrics that fit what is shown. */
const pageFont = "'Inter Variable', Inter, 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * A Vega-Lite specification as the text of an SVG picture. Expressions are interpreted instead of compiled, so that the
 * content policy needs no exception. Colours may be CSS custom properties of the page.
 *
 * @throws PilotlightError `internal` when the specification loads something or cannot be drawn
 */
export async function drawSvg(spec: TopLevelSpec): Promise<string> {
  return withView(spec, (view) => view.toSVG());
}

/** The same as a PNG picture. Colours must be plain ones: a canvas knows no custom properties. `scale`: pixels per unit. */
export async function drawPng(spec: TopLevelSpec, scale: number): Promise<Blob> {
  const canvas = await withView(spec, (view) => view.toCanvas(scale));
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob === null) reject(new PilotlightError('internal', 'The picture could not be written as PNG.'));
      else resolve(blob);
    }, 'image/png'),
  );
}

async function withView<Result>(spec: TopLevelSpec, take: (view: vega.View) => Promise<Result>): Promise<Result> {
  // Texts are measured with the font in which they are shown.
  await document.fonts.ready;
  const problems: string[] = [];
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, input) => {
    problems.push(input.map(String).join(' '));
  });
  const compiled = compile({ ...spec, config: { ...spec.config, font: pageFont } }, { logger });
  const view = new vega.View(vega.parse(compiled.spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logger,
    renderer: 'none',
  });
  try {
    const result = await take(view);
    if (problems.length > 0)
      throw new PilotlightError('internal', `The chart could not be drawn: ${problems.join('; ')}`);
    return result;
  } finally {
    view.finalize();
  }
}
