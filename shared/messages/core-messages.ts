/** Every sentence a person reads: what happened and what to do. Grouped by area. */
import { formatCount } from '../evaluation/format-number.ts';

// ---- Project file ----

export function passphraseMissing(): string {
  return 'A project needs a passphrase. Enter one; without it only the recovery key opens the project.';
}

export function passphraseWrong(path: string): string {
  return `The passphrase does not open ${path}. Check capital letters and the keyboard layout and enter it again.`;
}

export function recoveryKeyWrong(path: string): string {
  return `The recovery key does not open ${path}. Compare all 56 letters and digits; a key that was made before the passphrase was last changed is void.`;
}

export function passphraseUnchanged(): string {
  return 'The new passphrase is the old one. Choose another one; the project was not changed.';
}

export function passphraseWhileWorking(): string {
  return 'The passphrase can be changed when no work is running, since the whole file is encrypted anew. Wait for it, pause it or cancel it first.';
}

export function workspaceLocked(): string {
  return 'The project is locked. Enter its passphrase to go on.';
}

export function lockedWhileWorking(): string {
  return 'Work is running in the locked project. Unlock the project before it is closed, or wait for the end of the work.';
}

export function sampleUnknown(name: string): string {
  return `There is no sample study "${name}" in this installation. Choose another one, or install the application again.`;
}

export function settingsNotKept(): string {
  return 'Settings cannot be kept here, because there is no folder for them. Use the options of the command.';
}

export function projectMissing(path: string): string {
  return `There is no project at ${path}. Check the path, or create the project first.`;
}

export function projectExists(path: string): string {
  return `${path} already exists. Open it, or choose another name for the new project.`;
}

export function projectUnreadable(path: string): string {
  return `The project file ${path} cannot be read. Check that you may read it and that its disk is connected.`;
}

export function projectNotAProject(path: string): string {
  return `${path} is not a Pilotlight project, or its first bytes are damaged. Choose another file, or restore a backup.`;
}

export function projectDamaged(path: string): string {
  return `The project file ${path} is incomplete or damaged, although the passphrase is right. Restore a backup of it.`;
}

export function projectNewer(path: string): string {
  return `The project ${path} was written by a newer version of Pilotlight. Install that version to open it; the file was not changed.`;
}

export function projectWriteFailed(path: string): string {
  return `${path} could not be written; nothing of this step was kept. Check that you may write there and that the disk has room.`;
}

export function projectBusy(path: string): string {
  return `The project ${path} is busy with another write. Try again in a moment.`;
}

export function projectLocked(path: string, holder: string): string {
  return `The project ${path} is in use by ${holder}. Close it there first; two programs cannot write to one project.`;
}

export function projectLockUnreadable(lockPath: string): string {
  return `The lock file ${lockPath} is damaged. Delete it if no other Pilotlight has this project open, and try again.`;
}

export function jobInterrupted(): string {
  return 'Pilotlight ended while this job was running. Resume it, or start it again.';
}

export function recordNotFound(kind: string, id: string): string {
  return `The project has no ${kind} "${id}". Check the name, or list what the project holds.`;
}

export function storedBytesDamaged(id: string): string {
  return `The stored weights "${id}" differ from what was saved. Restore a backup of the project, or train again.`;
}

// ---- Processes ----

export function hostCrashed(host: string, reason: string): string {
  return `The ${host} process ended unexpectedly (${reason}). Start the work again; what was confirmed is kept.`;
}

// ---- Machine and installation ----

export function nodeTooOld(found: string, oldest: number): string {
  return `This is Node.js ${found}; ${oldest} or newer is needed. Install it and try again.`;
}

export function crashDumpsOn(limit: string): string {
  return `On (limit ${limit}): if a native library crashes, the memory of the program, with answers in it, may be written to the disk. Switch them off with: ulimit -c 0`;
}

export function demonstrationModelMissing(): string {
  return 'Not tried: the demonstration model is not installed. Choose a model, or name one with --model FILE.';
}

export function encryptionFailed(what: string): string {
  return `Something that was kept in an encrypted project is not safe there: ${what}. Do not use this installation with confidential data; install it again.`;
}

export function temporaryFileOpen(path: string, rights: string): string {
  return `A temporary file at ${path} can be read by others (rights ${rights}). Use a temporary folder that keeps the rights of files.`;
}

export function connectionsFound(count: number, processes: number): string {
  return `${count} network ${count === 1 ? 'socket is' : 'sockets are'} open in ${processes} processes, where there should be none. Close what shares this process, or report this.`;
}

export function networkCodeFound(files: readonly string[]): string {
  return `Network code was found in ${files.join(', ')}. This is no installation of the published program; install it again.`;
}

// ---- Command line ----

export function workInterrupted(): string {
  return 'Interrupted. What was confirmed is kept; run the same command again to go on.';
}

export function commandMissing(): string {
  return 'a command is missing';
}

export function usageWrong(fault: string): string {
  const sentence = /[.?)]$/.test(fault) ? fault : `${fault}.`;
  return `${sentence} pilotlight --help lists the commands, pilotlight COMMAND --help the options of one.`;
}

export function passphraseNotAsked(): string {
  return 'A passphrase is needed, and nobody is at the terminal to type one. Use --passphrase-file FILE or set PILOTLIGHT_PASSPHRASE.';
}

export function recoveryKeyNotAsked(): string {
  return 'The recovery key is needed, and nobody is at the terminal to type it. Use --recovery-key-file FILE.';
}

export function newProjectSecrets(): string {
  return 'This makes a new project. Without its passphrase only its recovery key opens it: note what "pilotlight recovery-key PROJECT" prints.';
}

export function passphrasesDiffer(): string {
  return 'The two passphrases differ; nothing was done. Try again.';
}

export function passphraseFileUnreadable(path: string): string {
  return `The passphrase file ${path} cannot be read. Check the path.`;
}

export function passphraseFileEmpty(path: string): string {
  return `The first line of ${path} is empty; it should hold the passphrase or key.`;
}

export function passphraseIncomplete(): string {
  return 'Ended before the passphrase was complete. Nothing was done.';
}

/** What is wrong with a record or a cell that was refused, as the end of a sentence. */
export function rejectionInWords(reason: string): string {
  switch (reason) {
    case 'not-an-option':
      return 'is none of the options of the codebook';
    case 'not-a-number':
      return 'is not a number';
    case 'not-exact':
      return 'is a whole number too large to be kept exactly';
    case 'not-a-count':
      return 'is not a whole number from 0';
    case 'field-count':
      return 'has another number of fields than the header';
    case 'no-values':
      return 'has only empty fields';
    default:
      return reason;
  }
}

// ---- Jobs ----

export function jobCancelled(): string {
  return 'The work was cancelled. What was confirmed is kept; start it again to go on.';
}

export function jobNotPausable(): string {
  return 'Only a training, a simulation or experiments that run or wait can be paused.';
}

export function studyChangedSince(what: readonly string[]): string {
  return `This work was started for something else: ${what.join(', ')} changed since. Start it anew, or set back what changed.`;
}

export function runWithoutAdapter(): string {
  return 'This training has made no adapter. Resume it, or choose another one.';
}

export function modelInUse(): string {
  return 'Other work is computing with a model. Wait until it is done, or pause or cancel it.';
}

export function jobNotResumable(state: string): string {
  return `Only work that ended early can go on; this job is ${state}.`;
}

// ---- Order of the work ----

export function studyMissing(): string {
  return 'The project has no study yet. Make a codebook or import a recipe first (pilotlight import PROJECT RECIPE).';
}

export function studyChanged(): string {
  return 'The study was changed elsewhere meanwhile, as in another window, so this change was not kept. It is shown as it is now; make the change again.';
}

export function stepMissing(step: string): string {
  return `This needs ${step} first.`;
}

// ---- Adaptation ----

export function nothingToLearn(part: string): string {
  return `No respondent of ${part} has answered any belief or action. Check roles and missing codes in the codebook, or enlarge the part.`;
}

export function selfCheckFailed(what: string): string {
  return `The trainer does not compute this model correctly on this machine (${what}), so no adapter was made. Choose another model file.`;
}

export function projectNotOpen(): string {
  return 'No project is open. Open or create one first.';
}

export function dataFileMissing(path: string): string {
  return `The data file ${path} does not exist. Check the path, or connect the disk it is on.`;
}

export function twinsMissing(count: number, part: string): string {
  const people = count === 1 ? '1 respondent of the part' : `${formatCount(count)} respondents of the part`;
  return `${people} ${part} ${count === 1 ? 'has' : 'have'} no simulated answers to every question: the split or the questions changed after the simulation. Simulate again with both models.`;
}

export function columnUnknown(name: string): string {
  return `There is no column "${name}" in the imported data. Columns with the role excluded are not stored.`;
}

export function itemUnknown(name: string): string {
  return `"${name}" is not a belief or an action of the codebook.`;
}

export function notAnOption(value: string, name: string): string {
  return `"${value}" is no option of "${name}".`;
}

export function rowUnknown(row: number): string {
  return `Row ${row} is not among the imported respondents.`;
}

const phaseWords: Readonly<Record<string, string>> = {
  import: 'the import',
  split: 'the split',
  adapt: 'the adaptation',
  'simulate-base': 'the simulation with the base model',
  'simulate-adapted': 'the simulation with the adapted model',
  'simulate-prompted': 'the simulation with pilot rows in the prompt',
  'cross-fit': 'the cross-fitting',
  evaluate: 'the evaluation',
  report: 'the report',
};

/** A phase in words, such as "the split". */
export function phaseInWords(phase: string): string {
  return phaseWords[phase] ?? phase;
}

/** `isStale`: it was done, but of something that has changed since. */
export function phaseNeeds(phase: string, isStale: boolean): string {
  return isStale ? `${phaseInWords(phase)} is out of date` : `${phaseInWords(phase)} has not been done`;
}

export function encryptionStageInWords(stage: 'copy' | 'encrypt' | 'check'): string {
  return { copy: 'Copying the project', encrypt: 'Encrypting the copy', check: 'Reading the new file' }[stage];
}

/** `isChosen`: there is a base model, but its file is gone. */
export function phaseNeedsModel(isChosen: boolean): string {
  return isChosen ? 'the file of the base model is not where it was' : 'no base model has been chosen';
}

export function phaseNeedsStudy(): string {
  return 'there are no data and no codebook yet';
}

export function phaseFollows(phase: string): string {
  return `${phaseInWords(phase)} must be done again`;
}

export function phaseChanged(part: string): string {
  return `${part} changed`;
}

export function reportMoved(): string {
  return 'it goes to another folder';
}

export function phaseAskedFor(): string {
  return 'this was asked for';
}

export function reportFilesChanged(): string {
  return 'its files are gone or were changed';
}

// ---- Evaluation ----

export function evaluationWithoutRespondents(): string {
  return 'No respondent is left for the evaluation. Give the evaluation part of the split more rows.';
}

export function evaluationWithoutItems(): string {
  return 'The study has no belief or action with options, so nothing can be evaluated. Give a variable one of these roles.';
}

export function weightsUnusable(variable: string): string {
  return `The weights in ${variable} must be numbers, 0 or more, and not all 0. Correct the column, or give it another role.`;
}

export function weightsMissing(variable: string, count: number): string {
  return `${formatCount(count)} respondents have no weight in ${variable}; they count as weight 0.`;
}

export function evaluationColumnsMisfit(what: string, found: number, expected: number): string {
  return `The evaluation got ${found} values where ${expected} were expected: ${what}. Simulate the answers again.`;
}

export function baselinesMissing(): string {
  return 'There are no pilot rows, so the only baseline is the uniform one; whether a simple model would do as well is not known.';
}

export function smallSubgroup(variable: string, value: string, n: number): string {
  return `Only ${n} respondents have ${variable} = ${value}; numbers of this subgroup are very uncertain.`;
}

export function singleSeed(source: string): string {
  return `${source} was drawn with one seed, so its numbers carry all the noise of single draws. Three seeds or more steady them.`;
}

export function drawnOnly(source: string): string {
  return `${source} has no answer probabilities, so its marginals carry the noise of its draws and it has no likelihood.`;
}

export function regressionFailed(model: string, reason: string): string {
  return `The regression "${model}" could not be fitted to the humans: ${reason}.`;
}

export function regressionWarned(model: string, code: string, detail: string): string {
  return `The regression "${model}" of the humans has a warning (${code}): ${detail}.`;
}
