import { setImmediate } from 'node:timers/promises';
import { reportSections } from '../../../../shared/contract/report.ts';
import type { Chart } from '../../../../shared/charts/chart.ts';
import { experimentCharts } from '../../../../shared/charts/experiments.ts';
import type { ChartSection } from '../../../../shared/charts/index.ts';
import { chartsOf } from '../../../../shared/charts/index.ts';
import { definitionsOf } from '../../../../shared/charts/section-definitions.ts';
import { variablesTheme } from '../../../../shared/charts/theme.ts';
import type { ReportDocument } from '../../../../shared/evaluation/report-document.ts';
import { defaultSmallestCell, withoutSmallGroups } from '../../../../shared/evaluation/small-cells.ts';
import { throwIfAborted } from '../../../../shared/errors.ts';
import type { Html } from './html.ts';
import { html, nothing, trusted } from './html.ts';
import { renderChart } from './render-chart.ts';
import { allocationBody } from './report-allocation.ts';
import { crossFitBody } from './report-cross-fitting.ts';
import { definitionsPart, limitsPart, provenancePart } from './report-closing.ts';
import type { DrawCharts, ReportPart } from './report-elements.ts';
import { figure } from './report-elements.ts';
import { experimentsPart } from './report-experiments.ts';
import { leakagePart } from './report-leakage.ts';
import { findingsPart, opening, readingPart, samplePart, summaryPart } from './report-opening.ts';
import { partIntroductions, partTitles } from '../../../../shared/evaluation/report-prose.ts';
import {
  definitionLinks,
  invalidMassBody,
  likelihoodByItem,
  ruleCountTable,
  signTables,
  trainingFacts,
} from './report-results.ts';
import { verdictsPart } from './report-verdicts.ts';
import { reportStyle } from './report-style.ts';

const chartSections = reportSections satisfies readonly ChartSection[];

/** Width of the charts in pixels: what fits beside their captions at 1280, and a printed A4 page almost unscaled. */
const chartWidth = 736;

export interface HtmlReportOptions {
  /** Counts and groups of fewer people than this are left out; 10 unless told. */
  readonly smallestCell?: number;
  /** Chapters of results to show; all unless told. */
  readonly sections?: readonly ChartSection[];
  readonly signal?: AbortSignal;
  /** Called before each chart with how many are drawn of how many. */
  readonly onChart?: (done: number, total: number) => void;
}

/**
 * The report as one HTML file that needs nothing else: no script, no request, style and pictures inside. Equal documents
 * give equal files. Light, dark and printed.
 *
 * @throws PilotlightError cancelled, internal (a chart that cannot be drawn)
 */
export async function renderHtmlReport(document: ReportDocument, options: HtmlReportOptions = {}): Promise<string> {
  const smallestCell = options.smallestCell ?? defaultSmallestCell;
  const { results, hidden } = withoutSmallGroups(document.evaluation, smallestCell);
  const shown: ReportDocument = { ...document, evaluation: results };
  const parts: ReportPart[] = [
    ...verdictsPart(results),
    findingsPart(results),
    readingPart(results, hidden, smallestCell),
    summaryPart(results),
    samplePart(results, smallestCell),
  ];
  const chartOptions = { theme: variablesTheme, width: chartWidth, smallestCell };
  const chapters = (options.sections ?? chartSections).map((section) => ({
    section,
    charts: chartsOf(section, shown, chartOptions),
  }));
  const ofExperiments = experimentCharts(results, chartOptions);
  const draw = drawing([...chapters.flatMap(({ charts }) => charts), ...ofExperiments].length, options);
  for (const { section, charts } of chapters) {
    parts.push(...(await resultsPart(section, charts, shown, { smallestCell, draw })));
  }
  parts.push(...(await experimentsPart(results, ofExperiments, draw)));
  parts.push(...leakagePart(results));
  parts.push({
    id: 'invalid',
    title: partTitles.invalid,
    body: html`${invalidMassBody(results)}${definitionLinks(definitionsOf('invalid', results), results)}`,
  });
  parts.push(limitsPart(), definitionsPart(results), provenancePart(shown));
  return page(results.study.title, opening(shown), parts).markup;
}

/** The chapters of results for which a study has something, in reading order. */
export function filledSections(document: ReportDocument): ChartSection[] {
  const smallestCell = defaultSmallestCell;
  const shown = { ...document, evaluation: withoutSmallGroups(document.evaluation, smallestCell).results };
  const options = { theme: variablesTheme, width: chartWidth, smallestCell };
  return chartSections.filter(
    (section) => chartsOf(section, shown, options).length > 0 || extraOf(section, shown, smallestCell) !== nothing,
  );
}

/** Draws charts one after the other, of `total` in all, and lets messages in between. */
function drawing(total: number, { signal, onChart }: HtmlReportOptions): DrawCharts {
  let done = 0;
  return async (charts) => {
    const figures: Html[] = [];
    for (const chart of charts) {
      onChart?.(done, total);
      await setImmediate();
      throwIfAborted(signal);
      figures.push(figure(chart, await renderChart(chart.spec)));
      done += 1;
    }
    return figures;
  };
}

/** A chapter with its charts; none where the study has nothing for it. */
async function resultsPart(
  section: ChartSection,
  charts: readonly Chart[],
  document: ReportDocument,
  { smallestCell, draw }: { readonly smallestCell: number; readonly draw: DrawCharts },
): Promise<ReportPart[]> {
  const extra = extraOf(section, document, smallestCell);
  if (charts.length === 0 && extra === nothing) return [];
  const figures = await draw(charts);
  const { evaluation } = document;
  const links = definitionLinks(definitionsOf(section, evaluation), evaluation);
  const body = html`<p>${partIntroductions[section]}</p>
    ${figures}${extra}${links}`;
  return [{ id: section, title: partTitles[section], body }];
}

function extraOf(section: ChartSection, { evaluation, training }: ReportDocument, smallestCell: number): Html {
  if (section === 'likelihood') return likelihoodByItem(evaluation);
  if (section === 'coherence' && evaluation.coherence !== null) {
    return ruleCountTable(evaluation.coherence, evaluation, smallestCell);
  }
  if (section === 'regressions' && evaluation.regressions !== null)
    return signTables(evaluation.regressions, evaluation);
  if (section === 'rectification') {
    const parts = [crossFitBody(evaluation), allocationBody(evaluation)].filter((part) => part !== nothing);
    return parts.length === 0 ? nothing : html`${parts}`;
  }
  if (section === 'training' && training !== null) return trainingFacts(training);
  return nothing;
}

function page(title: string, head: Html, parts: readonly ReportPart[]): Html {
  const links = parts.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`);
  const sections = parts.map(
    ({ id, title: name, body }) =>
      html`<section id="${id}" aria-labelledby="${id}-heading">
        <h2 id="${id}-heading">${name}</h2>
        ${body}
      </section> `,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}: evaluation of simulated answers</title>
        <style>
          ${trusted(reportStyle)}
        </style>
      </head>
      <body>
        <div class="page">
          ${head}
          <nav aria-label="Contents">
            <p>Contents</p>
            <ol>
              ${links}
            </ol>
          </nav>
          <main>${sections}</main>
        </div>
      </body>
    </html> `;
}
