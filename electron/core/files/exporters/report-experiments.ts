import type { Chart } from '../../../../shared/charts/chart.ts';
import { targetTitles } from '../../../../shared/charts/rectified-estimates.ts';
import { formatCount, formatNumber } from '../../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import type { DrawCharts, ReportPart } from './report-elements.ts';
import { definitionLinks } from './report-results.ts';

/** The experiments of the study with one chart and one table each; nothing where it has none. */
export async function experimentsPart(
  results: EvaluationResults,
  charts: readonly Chart[],
  draw: DrawCharts,
): Promise<ReportPart[]> {
  const { experiments } = results;
  if (experiments === undefined || experiments.experiments.every(({ cells }) => cells.length === 0)) return [];
  const figures = await draw(charts);
  const body = html`<p>
      What becomes of the results when the pilot is smaller or drawn differently, when an arm or a question is new to
      the model, and when the simulation is repeated in another way. Every cell is held against the same evaluation
      humans.
    </p>
    ${figures}${bestSplits(results)}${definitionLinks(experiments.definitions, results)}`;
  return [{ id: 'experiments', title: 'Experiments', body }];
}

/** The best way to spend the same humans, as far as the measured learning curve lets it be judged. */
function bestSplits({ experiments, allocation }: EvaluationResults): Html {
  const hasCurve = experiments?.experiments.some(({ id }) => id === 'learning-curve') ?? false;
  const kinds = (allocation?.kinds ?? []).filter(({ best }) => best !== null);
  if (!hasCurve || kinds.length === 0) return nothing;
  const lines = kinds.map(({ kind, best }) =>
    best === null
      ? nothing
      : html`<li>
          ${targetTitles[kind]}: ${formatCount(best.tuning)} humans for tuning and ${formatCount(best.rectification)}
          for rectification, which count as ${formatNumber(best.effective)}
          (${best.measured ? 'measured' : 'between two measured sizes'}, ρ² = ${formatNumber(best.rhoSquared)}).
        </li>`,
  );
  return html`<h3>Humans by the learning curve</h3>
    <p>
      Of the splits between tuning and rectification that the curve lets be judged, the best by its point estimates:
    </p>
    <ul>
      ${lines}
    </ul>`;
}
