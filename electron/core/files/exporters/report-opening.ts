import { formatCount, formatLevel, formatN } from '../../../../shared/evaluation/format-number.ts';
import { promptedId, uniformId } from '../../../../shared/evaluation/baseline-ids.ts';
import { baselinesInWords } from '../../../../shared/evaluation/baselines-in-words.ts';
import { findingRules } from '../../../../shared/evaluation/finding-rules.ts';
import type { ReportDocument } from '../../../../shared/evaluation/report-document.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import type { HiddenGroups } from '../../../../shared/evaluation/small-cells.ts';
import { summaryTable } from '../../../../shared/evaluation/summary-table.ts';
import { joinWords } from '../../../../shared/charts/chart.ts';
import { humanStyle, sourceStyles } from '../../../../shared/charts/source-style.ts';
import { variablesTheme } from '../../../../shared/charts/theme.ts';
import type { Html } from './html.ts';
import { html, nothing, trusted } from './html.ts';
import type { ReportPart } from './report-elements.ts';
import { markPicture, numberCell, ruleEntry, table } from './report-elements.ts';
import {
  aboutWords,
  fewerThan,
  findingWords,
  groupsLeftOut,
  noFindings,
  partIntroductions,
  partTitles,
  smallCellNote,
} from '../../../../shared/evaluation/report-prose.ts';

/** Title, what was compared, and what a reader must know before any number. */
export function opening({ evaluation, provenance }: ReportDocument): Html {
  const { study, sources, sample } = evaluation;
  const models = sources.filter(({ kind }) => kind !== 'baseline').map(({ label }) => label);
  const baselines = baselinesInWords(sources, sample.pilot);
  const fitted = baselines === null ? '' : `, and with ${baselines}`;
  return html`<header>
    <p class="kind">Evaluation of simulated answers</p>
    <h1>${study.title}</h1>
    <p class="lede">
      The answers of ${formatCount(sample.respondents)} people are compared with simulated answers of their twins by
      ${joinWords(models)}${fitted}.
    </p>
    <div class="notice">
      ${study.synthetic ? html`<p><strong>Synthetic data.</strong> ${study.notice.replace(/^Synthetic data\.\s*/, '')}</p>` : study.notice === '' ? nothing : html`<p>${study.notice}</p>`}
      <p><strong>Model: ${provenance.model.name}.</strong> ${provenance.model.description}</p>
      ${provenance.adapter === null ? html`<p>No model was adapted: the report shows the base model and the baselines.</p>` : nothing}
      <p>Simulated answers are computed by a language model. They are not answers of people.</p>
    </div>
  </header>`;
}

/** The main statements, one a row, with what each says of the adapted model and where its numbers are. */
export function findingsPart({ headline, warnings }: EvaluationResults): ReportPart {
  const rows = headline.map(
    ({ about, text, finding }) =>
      html`<tr>
        <th scope="row">${findingWords[finding]}</th>
        <td>${text}</td>
        <td><a href="#${about}">${aboutWords[about]}</a></td>
      </tr> `,
  );
  // Warnings about small groups name their size; the note on left-out groups takes their place.
  const shown = warnings.filter(({ code }) => code !== 'small-subgroup');
  const remarks =
    shown.length === 0
      ? nothing
      : html`<h3>To keep in mind</h3>
          <ul>
            ${shown.map(({ text }) => html`<li>${text}</li>`)}
          </ul>`;
  return {
    id: 'findings',
    title: partTitles.findings,
    body:
      rows.length === 0
        ? html`<p>${noFindings}</p>
            ${remarks}`
        : html`<p>${partIntroductions.findings}</p>
            <table class="findings">
              <thead>
                <tr>
                  <th scope="col">For the model</th>
                  <th scope="col">Statement</th>
                  <th scope="col">Details</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
            <details>
              <summary>Rules of the findings</summary>
              <dl class="rules">${findingRules.map(({ title, text }) => ruleEntry(title, text))}</dl>
            </details>
            ${remarks}`,
  };
}

/** Marks, intervals, bands, and what is left out. */
export function readingPart(
  results: EvaluationResults,
  hidden: readonly HiddenGroups[],
  smallestCell: number,
): ReportPart {
  const level = formatLevel(results.settings.level);
  const marks = [humanStyle(variablesTheme), ...sourceStyles(results, variablesTheme)].map((style) => {
    const source = results.sources.find(({ id }) => id === style.id);
    const text =
      source === undefined
        ? 'the people of the evaluation part'
        : source.kind === 'baseline'
          ? source.id === uniformId
            ? 'baseline that gives every option of a question the same probability'
            : source.id === promptedId
              ? 'baseline by the untuned model, which sees answers of pilot respondents in its prompt'
              : 'baseline fitted on the pilot, without a language model'
          : `${formatCount(source.seeds)} ${source.seeds === 1 ? 'seed' : 'seeds'}; shares ${source.regime === 'exact' ? 'from the model’s probabilities, those of actions averaged over the beliefs drawn in each seed' : 'from drawn answers'}`;
    return html`<dt>${markPicture(style)}${style.label}</dt>
      <dd class="soft">${text}</dd> `;
  });
  const band = trusted(
    '<svg class="key" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true"><path d="M-6 -6h12v12h-12Z" fill="var(--chart-band)" stroke="var(--chart-band-edge)"/></svg>',
  );
  const leftOut = hidden.map(({ groups, label }) => html`<li>${groupsLeftOut(groups, label, smallestCell)}</li>`);
  return {
    id: 'reading',
    title: partTitles.reading,
    body: html`<dl class="marks">
        ${marks}
        <dt>${band}band</dt>
        <dd class="soft">
          the interval of the human sample, or the range of a second human sample; of a distance, the noise ceiling
        </dd>
      </dl>
      <ul>
        <li>
          Numbers in brackets are ${level} intervals: 0.123 [0.100, 0.150]. n is the number of respondents behind a
          number.
        </li>
        <li>
          Lines through marks are these intervals; dashed lines and open marks are baselines. An arrow at the edge of a
          chart stands for a value beyond it.
        </li>
        <li>The numbers behind a chart unfold beneath it; results.json holds all numbers.</li>
        <li>“Not told apart” means that the interval of the difference holds 0.</li>
        <li>${smallCellNote(smallestCell)}</li>
        ${leftOut}
      </ul>`,
  };
}

/** The same numbers that the command line prints, a row a source. */
export function summaryPart(results: EvaluationResults): ReportPart {
  const summary = summaryTable(results);
  const styles = new Map(
    [humanStyle(variablesTheme), ...sourceStyles(results, variablesTheme)].map((style) => [style.id, style]),
  );
  const head = summary.rows.map(({ label }) => html`<th scope="col" class="number">${sentenceCase(label.trim())}</th>`);
  const rows = summary.columns.map(({ id, label }, column) => {
    const style = styles.get(id);
    const cells = summary.rows.map(({ cells: own }) => numberCell(own[column] ?? ''));
    return html`<tr>
      <th scope="row">${style === undefined ? nothing : markPicture(style)}${label}</th>
      ${cells}
    </tr> `;
  });
  return {
    id: 'summary',
    title: partTitles.summary,
    body: html`<div class="scroll" role="region" tabindex="0" aria-label="Table: ${partTitles.summary}">
        <table class="wide named whole">
          <thead>
            <tr>
              <th scope="col">Source</th>
              ${head}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
      <p class="soft">${summaryNote(results).join(' ')}</p>`,
  };
}

/** Whom the numbers of the summary are about, and what its words mean. */
function summaryNote({
  divergence,
  coherence,
  regressions,
  rectification,
  crossFit,
  sample,
}: EvaluationResults): string[] {
  const overall = divergence.summary.find(({ group }) => group === null);
  const recovered = regressions?.overall[0]?.recovery.coefficients ?? 0;
  const rectified = rectification ?? crossFit;
  return [
    `Likelihood and distance: ${formatN(overall?.nHuman ?? sample.respondents)} respondents and their twins.`,
    ...(coherence === null
      ? []
      : [`Belief-action gap: ${formatN(coherence.human.gap.n)} humans for whom the rule expects an action.`]),
    recovered === 0
      ? 'In the row of the human sample, the distance is that of a second human sample.'
      : 'In the row of the human sample, distance and F1 are those of a second human sample.',
    ...(recovered === 0
      ? []
      : [
          `F1 of ${formatCount(recovered)} coefficients without intercepts; TP, FP, FN, TN: significant signs that are found, wrongly shown, missed, and rightly not shown.`,
        ]),
    ...(rectified === undefined || rectified.failure !== null
      ? []
      : [
          `Width: of the rectified intervals, as a multiple of that of the intervals from the ${formatCount(rectified.humans)} humans who rectify alone (median over estimates).`,
        ]),
  ];
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Who was asked what. */
export function samplePart({ sample }: EvaluationResults, smallestCell: number): ReportPart {
  const people = (n: number): string => (n > 0 && n < smallestCell ? fewerThan(smallestCell) : formatCount(n));
  const parts = table(
    {
      columns: [
        { label: 'Part of the split', numeric: false },
        { label: 'Respondents', numeric: true },
      ],
      rows: [
        ['all rows of the file', formatCount(sample.rows)],
        ...sample.parts.map(({ name, n }) => [name, people(n)]),
      ],
    },
    'Parts of the split',
    '',
  );
  const items = table(
    {
      columns: ['Question', 'Role', 'Scale', 'Options']
        .map((label) => ({ label, numeric: false }))
        .concat([{ label: 'n', numeric: true }]),
      rows: sample.items.map(({ label, role, scale, options, answered }) => [
        label,
        role,
        scale,
        options.map((option) => option.label).join(' · '),
        people(answered),
      ]),
    },
    'Questions',
  );
  const groups = sample.subgroups.map((entry) =>
    table(
      {
        columns: [
          { label: entry.label, numeric: false },
          { label: 'Respondents', numeric: true },
        ],
        rows: entry.groups.map(({ label, n }) => [label, people(n)]),
      },
      entry.label,
      '',
    ),
  );
  const design = [
    sample.weighted ? 'Human shares are weighted.' : 'Respondents are not weighted.',
    sample.clusters < sample.respondents
      ? `Respondents are resampled in ${formatCount(sample.clusters)} clusters.`
      : 'Respondents are resampled one by one.',
  ].join(' ');
  return {
    id: 'sample',
    title: partTitles.sample,
    body: html`<p>The parts share no respondent. ${design}</p>
      <div class="pair">${parts}${groups}</div>
      ${items}`,
  };
}
