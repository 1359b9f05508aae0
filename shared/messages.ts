/** Every sentence a person reads: what happened and what to do. Grouped by area. */

// ---- Model files (GGUF) ----

export function ggufMissing(path: string): string {
  return `The model file ${path} does not exist. Check the path, or add the model again.`;
}

export function ggufUnreadable(path: string): string {
  return `The model file ${path} cannot be read. Check that you may read it and that its disk is connected.`;
}

export function ggufNotGguf(path: string): string {
  return `${path} is not a GGUF file. Choose a model in GGUF format, as llama.cpp uses it.`;
}

export function ggufVersionUnknown(path: string, version: number): string {
  return `${path} is a GGUF file of version ${version}; only version 3 can be read. Download a current version of the model.`;
}

export function ggufDamaged(path: string, reason: string): string {
  return `The model file ${path} is incomplete or damaged (${reason}). Download or copy it again.`;
}

export function ggufWriteFailed(path: string): string {
  return `The file ${path} could not be written. Check that the folder exists, that you may write to it and that the disk has room.`;
}

// ---- Training ----

export function architectureUnsupported(architecture: string, supported: readonly string[]): string {
  return `Models of the architecture "${architecture}" cannot be trained here. Choose a model of one of these: ${supported.join(', ')}.`;
}

export function modelLacks(what: string): string {
  return `The model cannot be trained because its file lacks ${what} or has an unexpected value there. Choose another model file.`;
}

export function trainerLibraryMissing(folder: string): string {
  return `The training library was not found in ${folder}. Install the application again.`;
}

export function trainerLibraryUnusable(reason: string): string {
  return `The training library could not be started (${reason}). Install the application again, or use a computer with a supported processor.`;
}

export function trainingOutOfMemory(): string {
  return 'Not enough memory for this training. Close other programs, choose a smaller model, or use shorter prompts.';
}

export function trainingComputeFailed(): string {
  return 'A training computation failed. Start the training again; if it fails again, choose another model or fewer threads.';
}

export function trainingDiverged(): string {
  return 'Training produced numbers that are not finite. Start it again with a smaller learning rate.';
}

export function checkpointUnusable(reason: string): string {
  return `The saved training state does not fit this training (${reason}). Start the training anew.`;
}

// ---- Engine ----

export function engineUnavailable(): string {
  return 'llama.cpp could not be started on this computer. Install the application again, or switch off the use of a GPU.';
}

export function engineVersionDiffers(expected: string, found: string): string {
  return `This version of the application needs node-llama-cpp ${expected} and found ${found}. Install the application again.`;
}

export function engineModelUnusable(path: string): string {
  return `${path} could not be loaded: it is not a GGUF model, or it is incomplete or damaged. Download or copy it again, or choose another model.`;
}

export function engineArchitectureUnsupported(architecture: string): string {
  return `Models of the architecture "${architecture}" are not known to the llama.cpp of this application. Choose another model.`;
}

export function engineNotGenerative(architecture: string): string {
  return `Models of the architecture "${architecture}" do not predict text, so they cannot answer questions. Choose another model.`;
}

export function engineAdapterMissing(path: string): string {
  return `The adapter file ${path} does not exist. Check the path, or add the adapter again.`;
}

export function engineAdapterUnusable(path: string): string {
  return `The adapter ${path} does not fit this model, or its file is damaged. Choose an adapter that was made for this model.`;
}

export function chatTemplateUnusable(): string {
  return "The model's chat template cannot be applied. Choose another file of this model.";
}

export function enginePromptTooLong(length: number, limit: number): string {
  return `A prompt has ${length} tokens; the model takes at most ${limit}. Shorten the persona or the question, or choose a model with a longer context.`;
}

export function promptEmpty(): string {
  return 'A prompt is empty. Add an instruction or a question.';
}

export function answersIndistinguishable(): string {
  return 'Two answers of a question have the same text. Give every option a label of its own.';
}

export function engineOutOfMemory(): string {
  return 'Not enough memory for this model. Close other programs, or choose a smaller model.';
}

export function engineComputeFailed(): string {
  return 'A computation of the model failed. Start the work again; if it fails again, choose another model.';
}

// ---- Project file ----

export function passphraseMissing(): string {
  return 'A project needs a passphrase. Enter one; it cannot be recovered if it is lost.';
}

export function passphraseWrong(path: string): string {
  return `The passphrase does not open ${path}. Check capital letters and the keyboard layout and enter it again.`;
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
  return 'Not tried: the demonstration model is not installed. Name another model with --model FILE.';
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

export function passphrasesDiffer(): string {
  return 'The two passphrases differ; no project was made. Try again.';
}

export function passphraseFileUnreadable(path: string): string {
  return `The passphrase file ${path} cannot be read. Check the path.`;
}

export function passphraseFileEmpty(path: string): string {
  return `The first line of ${path} is empty; it should hold the passphrase.`;
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

export function jobNotResumable(state: string): string {
  return `Only work that ended early can go on; this job is ${state}.`;
}

// ---- Order of the work ----

export function studyMissing(): string {
  return 'The project has no study yet. Import a recipe first: pilotlight import PROJECT RECIPE.';
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

export function rowUnknown(row: number): string {
  return `Row ${row} is not among the imported respondents.`;
}

const phaseWords: Readonly<Record<string, string>> = {
  import: 'the import',
  split: 'the split',
  adapt: 'the adaptation',
  'simulate-base': 'the simulation with the base model',
  'simulate-adapted': 'the simulation with the adapted model',
  evaluate: 'the evaluation',
  report: 'the report',
};

/** A phase in words, such as "the split". */
export function phaseInWords(phase: string): string {
  return phaseWords[phase] ?? phase;
}

export function phaseNeeds(phase: string): string {
  return `${phaseInWords(phase)} has not been done`;
}

export function phaseFollows(phase: string): string {
  return `${phaseInWords(phase)} is done again`;
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
  return `${count} respondents have no weight in ${variable}; they count as weight 0.`;
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
  return `${source} was drawn with one seed, so the spread between seeds is not part of its intervals.`;
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

// ---- Data files (delimited text) ----

export function dataFileUnreadable(path: string): string {
  return `The data file ${path} cannot be read. Check that it is a file, that you may read it and that its disk is connected.`;
}

export function dataFileEmpty(file: string): string {
  return `${file} is empty. Export the data again and choose the new file.`;
}

export function dataFileIsOther(file: string, kind: string): string {
  return `${file} is ${kind}, not delimited text. Save it as CSV there, and choose that file.`;
}

export function dataFileBinary(file: string): string {
  return `${file} holds bytes that are no text (NUL), so it is binary or in another encoding. Export it as CSV in UTF-8, or name its encoding.`;
}

export function dataFileMixedEncoding(file: string, line: number): string {
  return `${file} mixes encodings: line ${line} is not UTF-8, other lines are. Save it in one encoding, or name the encoding to read it with.`;
}

export function dataFileNotInEncoding(file: string, encoding: string, line: number): string {
  return `${file} is not in the encoding ${encoding}: near line ${line} stand bytes that it does not allow. Name the encoding the file was saved in.`;
}

export function dataFileQuoteOpen(file: string, line: number): string {
  return `In ${file} a quotation mark opens after line ${line} and never closes. Correct the file, or name another quote character.`;
}

export function dataFileQuoteTrailing(file: string, line: number): string {
  return `In ${file} text follows a closing quotation mark at line ${line}. Correct the file, or name another quote character.`;
}

export function dataFileRecordTooLong(file: string, line: number): string {
  return `In ${file} one record after line ${line} is longer than a million characters, so a quotation mark is probably not closed. Correct the file.`;
}

export function dataFileNoHeader(file: string): string {
  return `${file} has no row with column names. Add one, or say that it has none (header: none).`;
}

export function dataFileDuplicateHeaders(file: string, names: readonly string[]): string {
  return `In ${file} several columns have the same name: ${quoted(names)}. Rename them, so that every column has a name of its own.`;
}

export function dataFileNotQualtrics(file: string): string {
  return `${file} lacks the third header row of Qualtrics with import ids. Say that it has a plain header, or export it from Qualtrics again.`;
}

export function dataFileNoRows(file: string): string {
  return `${file} has column names but no rows of data. Export the data again and choose the new file.`;
}

export function dataFileAllRejected(file: string, records: number, columns: number): string {
  return `None of the ${records} rows of ${file} has the ${columns} fields its header names. Check the delimiter and the quote character.`;
}

export function dataColumnsMissing(
  file: string,
  missing: readonly { name: string; nearest: string | undefined }[],
): string {
  const list = missing.map(({ name, nearest }) =>
    nearest === undefined ? `"${name}"` : `"${name}" (did you mean "${nearest}"?)`,
  );
  return `${file} lacks ${list.length === 1 ? 'a column' : 'columns'} of the codebook: ${list.join(', ')}. Correct the names in the codebook or the file.`;
}

export function dataTooManyColumns(file: string, columns: number, most: number): string {
  return `${file} has ${columns} columns to store; at most ${most} are possible. Mark those you do not need as excluded in the codebook.`;
}

export function dataRowsUnreconciled(file: string, records: number, stored: number, rejected: number): string {
  return `${file} has ${records} records, but ${stored} were stored and ${rejected} rejected. Nothing was kept; import it again, and report this if it happens again.`;
}

export function dataFileChangedMeanwhile(file: string): string {
  return `${file} changed while it was being read. Nothing was kept; import it again when it is no longer written to.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

export function fileWriteFailed(path: string): string {
  return `${path} could not be written. Check that you may write there and that the disk has room.`;
}
