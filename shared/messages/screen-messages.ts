/** Sentences of the screens: what happened, what it means, what to do. */

// ---- Connection and faults of the screen ----

export function connectionRefused(): string {
  return 'This page has no key to Pilotlight on this machine. Run "pilotlight serve" again and open the address that it prints.';
}

export function connectionLost(): string {
  return 'The connection to Pilotlight ended and could not be made again. What was confirmed is kept in the project file, and work that was running can be resumed. Connect again; if that does not help, start Pilotlight again, and in a browser open the address that it then prints.';
}

export function connectionInterrupted(): string {
  return 'The connection to Pilotlight ended and is being made again. What was confirmed is kept.';
}

/** `path`: the project that was open, or null. */
export function coreEnded(path: string | null): string {
  const ended = 'The process that holds projects ended unexpectedly and was started again.';
  if (path === null) return `${ended} No project was open on this page.`;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return `${ended} ${name} is closed; open it again with its passphrase. What was confirmed is kept, what was typed and not yet saved is lost, and work that was running can be resumed.`;
}

export function screenFailed(): string {
  return 'This screen met a fault and was taken down. Nothing was saved by it and nothing in the project was changed. Load it again; if that does not help, choose another step.';
}

export function copyFailed(): string {
  return 'The clipboard did not take it. Select the text and copy it with the keyboard.';
}

// ---- Lock and projects ----

export function lockedExplanation(): string {
  return 'The project is locked: nothing of it is shown until the passphrase is entered. Running work goes on.';
}

export function closeWaitsForWork(): string {
  return 'Work is running in this project. It can be closed here once the work has ended, and before that only after it was unlocked.';
}

export function recoveryKeyExplanation(): string {
  return 'This key opens the project if the passphrase is lost. Write it down and keep it apart from this computer. It is shown once now and can be shown again only with the passphrase.';
}

export function passphraseExplanation(): string {
  return 'Encrypts the whole project file. Without it or the recovery key nobody can open the project.';
}

export function passphraseChangeExplanation(): string {
  return 'The whole file is encrypted anew. The old passphrase and the old recovery key open it no more; copies that were made before still open with them. It needs as much free room as the file, and no running work. It can be cancelled until the new file has taken the place of the old one, and changes nothing then.';
}

export function recoveryKeyAgainExplanation(): string {
  return 'The key opens the project without the passphrase. Showing it is noted in the audit log.';
}

export function openInsteadExplanation(name: string): string {
  return `This project is closed first; what was confirmed is kept. ${name} then asks for its passphrase.`;
}

export function openInsteadWaits(): string {
  return 'Work is running in the open project. Let it end or cancel it, then close the project and open the other one.';
}

// ---- Dropped files ----

export function droppedInBrowser(name: string): string {
  return `A browser does not tell where ${name} lies on the disk, and the program reads files only from where they lie. Choose its path with "Choose file": a data file at Data, a recipe with the command "Open a recipe", a project on the start screen.`;
}

export function droppedUnknown(name: string): string {
  return `${name} has an ending that nothing here reads. Data files end in .csv, .tsv, .tab, .txt or .dat, projects in .pilotlight, recipes in .yaml, models in .gguf.`;
}

export function droppedModel(name: string): string {
  return `${name} is a model file. Go to Models and drop it there, or choose it there.`;
}

export function droppedBeforeOpen(name: string): string {
  return `${name} belongs into a project. Open or create one first, then drop the file again.`;
}

// ---- Recipes ----

export function recipeExplanation(): string {
  return 'A recipe holds codebook, rule, regressions and all settings of a study as text, and the paths of its data file and model. It holds no answers.';
}

export function recipeReplaces(): string {
  return 'The present codebook, rule, regressions and settings are replaced; imported data stay until others are imported, and later steps become stale. Save the present study as a recipe first if it may be needed again.';
}

export function recipeSet(title: string): string {
  return `The study of this project is now "${title}". The recipe also names a data file and a base model; neither is taken before its button is pressed.`;
}

// ---- Audit log ----

export function auditExplanation(): string {
  return 'Every opening, import, split, job, phase, export and report is an entry. Entries are only added; each carries the SHA-256 of the one before, so that a change shows.';
}

export function auditIntact(entries: number): string {
  return `No entry was altered or removed: the chain of all ${entries} entries was recomputed. Entries cut off at the end show only against a hash noted elsewhere, as reports do.`;
}

export function auditBroken(entries: number): string {
  return `The chain is broken after entry ${entries}: an entry after it was altered, removed or inserted. Keep the file as it is and compare it with a copy.`;
}

// ---- Privacy ----

export function privacyProof(): string {
  return 'The counts show what this program was asked and what it refused since its start; the checks show what was found on this machine at the moment they ran. The connections examined are those of the processes that hold data and models; the shell around them, window or local server, is not among them and is what the counts are about. Neither shows what other programs do, what happened before, or what a later version does, and libraries of others are examined by their open connections, not by their source. Who needs more runs the program on a machine without a network; nothing in it needs one.';
}

export function networkExplanation(): string {
  return 'The program opens no connection to other machines. Every request of its pages to anything but its own files is refused and counted here.';
}

export function networkBadge(blocked: number | null): string {
  if (blocked === null) return 'network: not measured';
  return `network: blocked, ${blocked} ${blocked === 1 ? 'request' : 'requests'}`;
}

// ---- Data ----

export function importWaits(): string {
  return 'The rows and columns of the study will be here. Choose a data file; nothing is stored before the import is started.';
}

export function readingCancelled(): string {
  return 'The reading was cancelled; nothing was stored';
}

export function readingIsFormer(): string {
  return 'What is shown below is the file as it was read before.';
}

export function importGoesOn(): string {
  return 'The import goes on when this screen is left. Until it is complete the data that were there before stay.';
}

export function importReplacesCodebook(): string {
  return 'A new codebook is made from the file. The present one, its rule and its regressions are replaced when the import starts.';
}

export function importKeepsCodebook(): string {
  return 'The project has a codebook. Columns that it does not name are left out.';
}

export function importStale(): string {
  return 'The codebook now reads the file differently. Import it again, so that the data are what the codebook says.';
}

// ---- Codebook ----

export function codebookWaits(): string {
  return 'Role, scale, options and wording of every variable will be here. They are read from a data file first.';
}

export function studyExplanation(): string {
  return 'Title and notice stand on the report and beside every result. The variables by role:';
}

export function ruleExplanation(): string {
  return 'The rule says which action follows from the beliefs. Conditions use names of variables, numbers, text in quotes, + - * /, comparisons, and, or, not, and abs, min, max, mean, sum.';
}

export function regressionsExplanation(): string {
  return 'Formulas are written as in R: outcome ~ predictor + predictor * predictor + C(category). They are fitted to humans and to twins alike.';
}

// ---- Split and models ----

/** Without a full stop, as the reasons of the rail are. */
export function formerResultStands(): string {
  return 'What was finished before still stands';
}

export function splitWaits(): string {
  return 'The parts of the human sample will be here. They need imported data.';
}

export function splitComing(): string {
  return 'The parts are being counted.';
}

export function columnComing(column: string): string {
  return `The values of ${column} are being counted.`;
}

export function modelComing(): string {
  return 'The file is being looked at.';
}

export function splitExplanation(): string {
  return 'Nothing is drawn before the split is locked. A locked split keeps its hash; another one makes later steps stale.';
}

export function adapterExplanation(): string {
  return 'A LoRA adapter of the base model as a GGUF file. It is checked and copied into the project, since it is as confidential as the answers that it was made from.';
}

export function modelFileMissing(): string {
  return 'The file of the base model is not where it was';
}

export function modelMissingTitle(model: 'missing' | 'none'): string {
  return model === 'missing' ? modelFileMissing() : 'No base model has been chosen';
}

export function modelMissingWayOn(model: 'missing' | 'none'): string {
  return model === 'missing'
    ? 'To go on, put the file back where it was, or choose it at Models where it lies now: it is known by its hash.'
    : 'To go on, choose one at Models.';
}

export function modelsExplanation(): string {
  return 'Choose a GGUF file on the left or one that was found on this machine. Files are linked by their hash, not copied.';
}

// ---- Adapt and simulate ----

/** What a step waits for; `reasons`: clauses without a capital and a full stop. */
export function withReasons(sentence: string, reasons: readonly string[]): string {
  const clauses = reasons.map((reason) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);
  return [sentence, ...clauses].join(' ');
}

export function adaptFailedEffect(): string {
  return 'The data and the adapters of earlier runs were not changed.';
}

export function adaptKept(): string {
  return 'The adapters of earlier runs are kept.';
}

export function simulationsKept(): string {
  return 'What was simulated before is kept.';
}

export function adaptWaits(): string {
  return 'The loss curve and the runs will be here. An adaptation needs a locked split and a base model that can be trained.';
}

export function adaptExplanation(): string {
  return 'Training on the answers of the pilot, on this machine. The state with the lowest validation loss is kept.';
}

export function simulateWaits(): string {
  return 'Simulated answers will be here. They need a locked split and a base model.';
}

export function simulateExplanation(): string {
  return 'Shares of the options: simulated answers beside those of the same human respondents.';
}

export function sharesComing(): string {
  return 'The answers of people and twins are being counted.';
}

export function simulationFailedEffect(): string {
  return 'Answers that were simulated before are kept, and trying again goes on after them.';
}

export function askExplanation(): string {
  return 'One question to the twin of one respondent. Nothing is stored.';
}
