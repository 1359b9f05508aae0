import { estimateColumns } from '../../../../shared/charts/lane-of.ts';
import { agreementInWords } from '../../../../shared/evaluation/agreement-in-words.ts';
import { itemLabel } from '../../../../shared/charts/item-label.ts';
import { labelOfSource } from '../../../../shared/charts/source-style.ts';
import {
  formatCount,
  formatEstimate,
  formatFixed,
  formatN,
  formatNumber,
  formatPercent,
} from '../../../../shared/evaluation/format-number.ts';
import type { ReportTraining } from '../../../../shared/evaluation/report-document.ts';
import type {
  CoherenceBlock,
  EvaluationResults,
  Recovery,
  RegressionsBlock,
} from '../../../../shared/evaluation/results.ts';
import { hiddenCells } from '../../../../shared/evaluation/hidden-cells.ts';
import type { Html } from './html.ts';
import { anchor, html, nothing } from './html.ts';
import { factTable, table } from './report-elements.ts';
import { fewerThan, partIntroductions, partTitles } from '../../../../shared/evaluation/report-prose.ts';

/** Links to the definitions of a chapter, at its end. */
export function definitionLinks(ids: readonly string[], results: EvaluationResults): Html {
  const known = [...new Set(ids)].flatMap((id) => {
    const definition = results.definitions[id];
    return definition === undefined ? [] : [html`<a href="#${anchor('definition', id)}">${definition.title}</a>`];
  });
  if (known.length === 0) return nothing;
  const list = known.flatMap((link, index) => (index === 0 ? [link] : [html` · `, link]));
  return html`<p class="back">Definitions: ${list}</p>`;
}

/** Likelihood of every question by itself. */
export function likelihoodByItem(results: EvaluationResults): Html {
  const rows = results.likelihood.items.flatMap(({ item, sources }) =>
    sources.map(({ source, negativeLogLikelihood, brier }) => [
      itemLabel(results, item),
      labelOfSource(results, source),
      formatEstimate(negativeLogLikelihood),
      formatEstimate(brier),
      formatCount(negativeLogLikelihood.n),
    ]),
  );
  const columns = estimateColumns(['Question', 'Source'], ['Negative log likelihood, nats', 'Brier score']);
  return html`<details>
    <summary>Likelihood by question</summary>
    ${table({ columns, rows }, 'Likelihood by question')}
  </details>`;
}

/** How often the rule was followed, deviated from, or says nothing. */
export function ruleCountTable(coherence: CoherenceBlock, results: EvaluationResults, smallestCell: number): Html {
  const columns = ['Followed', 'Deviated', 'No case holds', 'Belief missing', 'Action missing'];
  const write = (counts: CoherenceBlock['human']['counts'], decimals: number): string[] => {
    const cells = [counts.followed, counts.deviated, counts.ties, counts.undefined, counts.missing];
    const hidden = hiddenCells(cells, smallestCell);
    return cells.map((cell, index) => (hidden[index] === true ? 'not shown' : formatFixed(cell, decimals)));
  };
  return html`<h3>What the rule says of the rows</h3>
    ${table(
      {
        columns: [{ label: 'Source', numeric: false }, ...columns.map((label) => ({ label, numeric: true }))],
        rows: [
          ['human sample', ...write(coherence.human.counts, 0)],
          ...coherence.sources.map(({ source, counts }) => [labelOfSource(results, source), ...write(counts, 1)]),
        ],
      },
      'What the rule says of the rows',
      '',
    )}
    <p class="soft">
      Numbers of respondents, ${formatN(results.sample.respondents)}; of twins, their mean over seeds. Counts that rest
      on ${fewerThan(smallestCell)} rows are not shown.
    </p>`;
}

/** Signs of the human coefficients against those of each model, with the four counts in words. */
export function signTables(regressions: RegressionsBlock, results: EvaluationResults): Html {
  const models = regressions.overall.filter(
    ({ source }) => results.sources.find(({ id }) => id === source)?.kind !== 'baseline',
  );
  const tables = models.map(({ source, recovery }) => signTable(labelOfSource(results, source), recovery));
  const failures = regressions.models.flatMap(({ name, failure }) =>
    failure === null ? [] : [html`<p>“${name}” could not be fitted on the human sample: ${failure}</p>`],
  );
  return html`${failures}
    <h3>Signs of the coefficients, all regressions together</h3>
    <div class="pair">${tables}</div>`;
}

function signTable(label: string, recovery: Recovery): Html {
  const signs = ['−', 'n.s.', '+'];
  const rows = recovery.table.map((cells, human) => {
    const written = cells.map((cell) => html`<td class="number">${formatCount(cell)}</td>`);
    return html`<tr>
      <th scope="row">human ${signs[human] ?? ''}</th>
      ${written}
    </tr> `;
  });
  const head = signs.map((sign) => html`<th scope="col" class="number">simulated ${sign}</th>`);
  const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, coefficients } = recovery;
  const sizes = [...agreementInWords(recovery), ...equivalenceTexts(recovery)].join('; ');
  return html`<div>
    <h4>${label}</h4>
    <table>
      <thead>
        <tr>
          <th scope="col"><span class="unseen">Human sign</span></th>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <p class="soft">
      TP ${truePositives}, FP ${falsePositives}, FN ${falseNegatives}, TN ${trueNegatives}, flipped ${flipped};
      ${formatCount(coefficients)} coefficients.<br />F1 ${formatEstimate(recovery.f1)}; false-positive rate
      ${formatEstimate(recovery.falsePositiveRate)}.<br />Sizes: ${sizes}.
    </p>
  </div>`;
}

/** What is shown of the differences, and what is left open for want of people. */
function equivalenceTexts({ equivalence }: Recovery): string[] {
  if (equivalence === undefined) return [];
  const { equivalent, different, open } = equivalence;
  return [`differences shown to be within the margin ${equivalent}, shown to be there ${different}, open ${open}`];
}

/** What was trained, and whether the program checked itself before. */
export function trainingFacts(training: ReportTraining): Html {
  const { forwardDifference, gradientError } = training.selfChecks;
  return factTable([
    ['Answers trained on', formatCount(training.examples)],
    ['Trainable parameters', formatCount(training.trainableParameters)],
    ['Epoch that was kept', formatNumber(training.bestEpoch).replace(/\.0+$/, '')],
    ['Ended early', training.stoppedEarly ? 'yes, the pilot-validation loss no longer fell' : 'no'],
    [
      'Training against inference',
      forwardDifference === null
        ? 'not measured'
        : `largest difference of a logit ${formatNumber(forwardDifference)} of the largest logit`,
    ],
    [
      'Gradient against finite differences',
      gradientError === null ? 'not measured' : `largest relative error ${formatNumber(gradientError)}`,
    ],
  ]);
}

/** Probability outside the options, per source and per item. */
export function invalidMassBody(results: EvaluationResults): Html {
  // Baselines only ever choose an option.
  const baselines = new Set(results.sources.flatMap(({ id, kind }) => (kind === 'baseline' ? [id] : [])));
  const sources = results.invalidMass.sources.filter(({ source }) => !baselines.has(source));
  const overall = table(
    {
      columns: [
        { label: 'Source', numeric: false },
        { label: 'Probability outside the options', numeric: true },
        { label: 'n', numeric: true },
      ],
      rows: sources.map(({ source, overall: mean }) => [
        labelOfSource(results, source),
        formatEstimate(mean, 'percent'),
        formatCount(mean.n),
      ]),
    },
    partTitles.invalid,
    '',
  );
  const rows = sources.flatMap(({ source, items }) =>
    items.map(({ item, mean, largest }) => [
      labelOfSource(results, source),
      itemLabel(results, item),
      formatEstimate(mean, 'percent'),
      largest === null ? '–' : formatPercent(largest, 3),
      formatCount(mean.n),
    ]),
  );
  const columns = ['Source', 'Question']
    .map((label) => ({ label, numeric: false }))
    .concat(['Mean', 'Largest of a twin', 'n'].map((label) => ({ label, numeric: true })));
  return html`<p>${partIntroductions.invalid}</p>
    ${overall}
    <details>
      <summary>Invalid answers by question</summary>
      ${table({ columns, rows }, 'Invalid answers by question')}
    </details>`;
}
