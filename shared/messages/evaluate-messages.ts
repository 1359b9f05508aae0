/** Sentences of the screens Evaluate and Report. */

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
  return `Tuning took ${tuning} humans (pilot-train and pilot-validation), rectification ${rectification}. “Count as”: human answers that alone would be as precise. Tuning is counted in full; a model that serves other questions too costs each of them less.`;
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

// ---- Report ----

export function reportWaits(): string {
  return 'The report will be here: what the simulated answers can be used for, every chart and table, definitions and provenance. It needs an evaluation.';
}

export function reportUnwritten(): string {
  return 'The files will be listed here: the report as a page, tables for Word, all released numbers, scripts in R and Python, and a manifest. Choose a folder on the left and write the report.';
}

export function reportDraws(): string {
  return 'The charts of the report are being drawn.';
}

export function reportGate(smallestCell: number): string {
  return `Counts and groups of fewer than ${smallestCell} people are left out of every file, and where one count would give another away, neither is shown.`;
}

export function reportFailedEffect(): string {
  return 'The project is unchanged. Files that were written before the fault may be incomplete; write the report again to replace them.';
}

export function reportReplaces(): string {
  return 'Files of an earlier report in this folder are replaced.';
}

export function rowsExplanation(): string {
  return 'One row for each person, with persona, treatment and answers: for analyses elsewhere. The rows are as confidential as the data themselves, simulated ones too.';
}

export function rowsConsent(): string {
  return 'These rows may leave the encrypted project, and whoever can read the file may see them.';
}

export function rowsAlone(alone: number, respondents: number): string {
  if (alone === 0) return 'No respondent is alone with a combination of persona and treatment values.';
  return `${alone} of ${respondents} respondents are alone with their combination of persona and treatment values: who knows these of a person can find the row.`;
}

export function rowsLogged(): string {
  return 'The export is noted in the audit log before the file is written. An existing file is never replaced.';
}
