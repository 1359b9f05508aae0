import { formatCount } from '../../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';

/** How the humans who tuned the model were divided to rectify too; nothing where they do not. */
export function crossFitBody({ crossFit }: EvaluationResults): Html {
  if (crossFit === undefined) return nothing;
  const { folds, humans, twins, failure, failedRegressions } = crossFit;
  const trained = folds.map((fold) => fold.trained);
  const failed = failedRegressions.map(({ regression, text }) => `“${regression}”: ${text}`);
  const reasons = failed.length === 0 ? nothing : html`<p>Not rectified: ${[...new Set(failed)].join('; ')}.</p>`;
  const state = failure === null ? nothing : html`<p>${failure.text}</p>`;
  return html`<h3>Cross-fitting</h3>
    <p>
      ${formatCount(humans)} humans of pilot-train both tuned the model and rectify, in ${formatCount(folds.length)}
      folds: each fold rectifies with twins of an adapter that was trained on the ${range(trained)} humans of the other
      folds, so that no human served both in one fold. The twins of the ${formatCount(twins)} evaluation humans are
      averaged over the ${formatCount(folds.length)} adapters.
    </p>
    ${state}${reasons}`;
}

/** "80", or "79 to 80". */
function range(sizes: readonly number[]): string {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
}
