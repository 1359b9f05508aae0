/** Sentences of the screens Evaluate and Report. */
import { formatCount } from '../evaluation/format-number.ts';

// ---- Evaluate ----

export function evaluateWaits(): string {
  return 'The comparison of simulated answers with the human sample will be here. It needs answers of the base and of the adapted model for the people of the evaluation part.';
}

/** `reasons`: clauses without a capital and a full stop. */
export function evaluateMissing(reasons: readonly string[], step: string): string {
  const clauses = reasons.join(', and ');
  const sentence = clauses === '' ? '' : `${clauses.charAt(0).toUpperCase()}${clauses.slice(1)}. `;
  return `${sentence}The next step is ${step}.`;
}

export function evaluateReady(): string {
  return 'Everything is there: the human answers of the evaluation part and those of their twins. The evaluation takes seconds to minutes, changes nothing in the data, and gives the same numbers each time.';
}

export function evaluateFailedEffect(hasResults: boolean): string {
  return hasResults
    ? 'Data and simulated answers are unchanged. The results below are those of the former evaluation.'
    : 'Data and simulated answers are unchanged.';
}

export function staleExplanation(): string {
  return 'The results below are those of the former state. Evaluate again to have them for what is there now.';
}

export function staleBefore(step: string): string {
  return `The results below are those of the former state. What they rest on is not there any more: begin with ${step}.`;
}

export function runningExplanation(): string {
  return 'The results below are those of the former evaluation until this one is done.';
}

export function verdictsExplanation(): string {
  return 'Each verdict follows from intervals by a rule that was fixed before the data were seen.';
}

export function savedFilesGate(smallestCell: number): string {
  return `Saved pictures and numbers leave out groups and counts of fewer than ${smallestCell} people, as the report does.`;
}

export function allocationExplanation(tuning: number, rectification: number): string {
  return `Tuning took ${formatCount(tuning)} humans (pilot-train and pilot-validation), rectification ${formatCount(rectification)}. “Count as”: human answers that alone would be as precise. Tuning is counted in full; a model that serves other questions too costs each of them less.`;
}

export function worthExplanation(): string {
  return 'Worth: further humans that would make the estimate as precise as the twins do. Further rows cost no humans, but their worth has a limit: ρ² / (1 − ρ²) times the rectification humans.';
}

export function leakageExplanation(): string {
  return 'What the adapter, and what is simulated with it, may give away about the people of pilot-train. A value near chance is no proof of safety: another attack may find what these did not.';
}

export function nothingInSubgroups(): string {
  return 'No subgroup variable was named in the codebook, or none has groups that are large enough to compare.';
}

// ---- Experiments ----

export function experimentsExplanation(): string {
  return 'Other pilots, prompts and draws, each held against the same evaluation humans. Cells that are done are kept and done again only when what they rest on changes.';
}

export function experimentsEmpty(): string {
  return 'One evaluation shows one pilot, one set of prompts and one set of draws. Experiments try others: smaller pilots, models that never saw an arm or an item, prompts without the persona. Choose some at the left, or add a block “experiments” to the recipe; each cell takes about as long as adapting, simulating and evaluating once.';
}

export function experimentsOpen(): string {
  return 'A chart and a table for each experiment will be here once its first cell is done.';
}

export function experimentsNeed(needed: string): string {
  return `The cells need ${needed}.`;
}

export function experimentsFailedEffect(): string {
  return 'Cells that are done are kept; the one that failed is begun anew with the next start.';
}

export function experimentsFixed(): string {
  return 'The choice is fixed while the experiments run. Pause them to change it.';
}

/** What each experiment tells. */
export const experimentOffers = {
  learningCurve: 'Models tuned on smaller pilots: would fewer people do, would more help?',
  arms: 'Models that never saw an arm, evaluated on it: each arm of each treatment in turn.',
  items: 'Models that never saw a question, asked it.',
  pilots: 'Random pilots against pilots with as many people from every group.',
  demographics: 'Models tuned and asked with the persona and without it.',
  robustness: 'The adapter of the study under other draws, orders and wordings.',
  keepAdapters: 'Otherwise the adapter of a cell is deleted once the cell is done.',
} as const;

/** Choice of the arms of one treatment among several. */
export function armsOf(treatment: string): string {
  return `Arms of “${treatment}”`;
}

/** Why an experiment cannot be asked for. */
export const experimentLacks = {
  arms: 'Needs a treatment with at least two options.',
  items: 'Needs at least two beliefs or actions.',
  groups: 'Needs a persona or treatment with options.',
  persona: 'Needs a persona.',
} as const;

export function wordingsFromRecipe(names: readonly string[]): string {
  return names.length === 0
    ? 'Other wordings of the questions are added in the recipe.'
    : `Other wordings, from the recipe: ${names.join(', ')}.`;
}

// ---- Report ----

export function reportWaits(): string {
  return 'The report will be here: what the simulated answers can be used for, every chart and table, definitions and provenance. It needs an evaluation.';
}

export function reportUnwritten(): string {
  return 'The files will be listed here: the report as a page, tables for Word, all released numbers, scripts in R and Python, and a manifest. Choose a folder on the left and write the report.';
}

export function resultsComing(): string {
  return 'The results are being read.';
}

export function reportDraws(): string {
  return 'The charts of the report are being drawn.';
}

export function chaptersComing(): string {
  return 'They are listed as soon as the report has been drawn.';
}

export function reportGate(smallestCell: number): string {
  return `Counts and groups of fewer than ${smallestCell} people are left out of every file, and where one count would give another away, neither is shown.`;
}

export function reportFailedEffect(): string {
  return 'The project is unchanged. Every file in the folder is whole; where the fault came while they were written, they may be of two reports. Write the report again to replace them.';
}

export function reportReplaces(): string {
  return 'Files of an earlier report in this folder are replaced.';
}

export function rowsExplanation(): string {
  return 'One row for each person, with persona, treatment and answers: for analyses elsewhere. With both, all that the scripts of the report need is among them: the twins of the baselines, too, and where estimates are rectified the humans of those parts with their twins. The rows are as confidential as the data themselves, simulated ones too.';
}

export function rowsConsent(): string {
  return 'These rows may leave the encrypted project, and whoever can read the file may see them.';
}

export function rowsAlone(alone: number, respondents: number): string {
  if (alone === 0) return 'No respondent is alone with a combination of persona and treatment values.';
  return `${formatCount(alone)} of ${formatCount(respondents)} respondents are alone with their combination of persona and treatment values: who knows these of a person can find the row.`;
}

export function rowsLogged(): string {
  return 'The export is noted in the audit log before the file is written. An existing file is never replaced.';
}
