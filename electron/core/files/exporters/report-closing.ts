import { formatBytes, formatCount, formatPercent } from '../../../../shared/evaluation/format-number.ts';
import type { Provenance, ReportDocument } from '../../../../shared/evaluation/report-document.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import { verdictGrammar } from '../../../../shared/evaluation/verdict-rules.ts';
import type { Html } from './html.ts';
import { anchor, html } from './html.ts';
import type { ReportPart } from './report-elements.ts';
import { factTable } from './report-elements.ts';
import { limits, partIntroductions, partTitles } from '../../../../shared/evaluation/report-prose.ts';

export function limitsPart(): ReportPart {
  const body = html`<ul>
    ${limits.map((text) => html`<li>${text}</li> `)}
  </ul>`;
  return { id: 'limits', title: partTitles.limits, body };
}

/** Every definition that the results carry, with its source. */
export function definitionsPart({ definitions }: EvaluationResults): ReportPart {
  const entries = Object.entries(definitions).map(
    ([id, { title, text, citation }]) =>
      html`<div id="${anchor('definition', id)}">
        <dt>${title}</dt>
        <dd>${withoutCommonRule(text)} <span class="soft">${citation}.</span></dd>
      </div> `,
  );
  return {
    id: 'definitions',
    title: partTitles.definitions,
    body: html`<p>${partIntroductions.definitions}</p>
      <dl class="definitions">${entries}</dl>`,
  };
}

/** What several verdicts have in common is printed once, among their rules. */
function withoutCommonRule(text: string): string {
  if (!text.endsWith(verdictGrammar)) return text;
  return `${text.slice(0, -verdictGrammar.length).trimEnd()} What follows from the error stands under “Rules of the verdicts”.`;
}

function hash(value: string): Html {
  return html`<span class="mono">${value}</span>`;
}

/** Hashes, seeds, settings and versions. */
export function provenancePart({ provenance, evaluation }: ReportDocument): ReportPart {
  const { data, codebook, split, model, prompts, seeds, versions } = provenance;
  const { settings } = evaluation;
  const facts: (readonly [string, string | Html])[] = [
    [
      'Data file',
      `${data.fileName}, ${formatCount(data.rows)} rows; ${formatCount(data.rejectedCells)} cells and ${formatCount(data.rejectedRows)} rows could not be read`,
    ],
    ['Data, SHA-256', hash(data.sha256)],
    ['Codebook, SHA-256', hash(codebook.sha256)],
    ['Split', `seed ${split.seed}, by ${split.unit}`],
    ['Split, SHA-256', hash(split.sha256)],
    ['Model', `${model.name} (${model.fileName}), ${model.architecture}, ${formatBytes(model.sizeBytes)}`],
    ['Model, SHA-256', hash(model.sha256)],
    ['Licence of the model', model.licence === '' ? 'not stated in the model file' : model.licence],
    ...adapterFacts(provenance.adapter),
    [
      'Prompts',
      `answers scored as ${prompts.answers}; persona ${prompts.persona ? 'described' : 'left out'}; options ${prompts.optionOrder === 'codebook' ? 'in the order of the codebook' : 'in a shuffled order for every twin'}`,
    ],
    ['Prompts, SHA-256', hash(prompts.sha256)],
    [
      'Seeds',
      `split ${seeds.split}; adaptation ${seeds.adaptation ?? 'none'}; simulation ${seeds.simulation.join(', ')}; evaluation ${seeds.evaluation}`,
    ],
    ['Bootstrap', `${formatCount(settings.bootstrapDraws)} draws`],
    [
      'Versions',
      `Pilotlight ${versions.pilotlight}; Node ${versions.node}; node-llama-cpp ${versions['node-llama-cpp']}; llama.cpp ${versions.llamaCpp}; ${versions.platform}`,
    ],
  ];
  return {
    id: 'provenance',
    title: partTitles.provenance,
    body: html`<p>${partIntroductions.provenance}</p>
      ${factTable(facts)}
      <div class="whole">
        <h3>Prompt</h3>
        <p>With the names of the variables in place of anybody’s values; the situation is that of the first arm.</p>
        <pre>
${prompts.template.system}

${prompts.template.user}</pre>
      </div>`,
  };
}

function adapterFacts(adapter: Provenance['adapter']): (readonly [string, string | Html])[] {
  if (adapter === null) return [['Adapter', 'none']];
  const { rank, alpha, sizeBytes, madeElsewhere } = adapter;
  const settings = [`rank ${rank}`, `alpha ${alpha}`, ...trainingSettings(adapter)];
  return [
    ['Adapter', `LoRA, ${settings.join(', ')}; ${formatBytes(sizeBytes)}`],
    ...(madeElsewhere === undefined
      ? []
      : [['Adapter, made elsewhere', `${madeElsewhere.fileName}; its training is not known here`] as const]),
    ['Adapter, SHA-256', hash(adapter.sha256)],
  ];
}

/** How it was trained; nothing of what is not known. */
function trainingSettings(adapter: NonNullable<Provenance['adapter']>): string[] {
  const { learningRate, epochs, batch, warmup, weightDecay, clipNorm, patience } = adapter;
  const told = [
    learningRate === undefined ? null : `learning rate ${learningRate}`,
    epochs === undefined ? null : `at most ${epochs} epochs`,
    batch === undefined ? null : `${batch} respondents a step`,
    warmup === undefined ? null : `warm-up over ${formatPercent(warmup, 0)} of the steps`,
    weightDecay === undefined ? null : `weight decay ${weightDecay}`,
    clipNorm === undefined ? null : `gradient norm at most ${clipNorm}`,
    patience === undefined ? null : stopWords(patience),
  ];
  return told.filter((words) => words !== null);
}

function stopWords(patience: number): string {
  return patience === 0 ? 'no early stop' : `early stop after ${patience} epochs without a lower loss`;
}
