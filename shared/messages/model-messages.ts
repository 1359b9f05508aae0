/** Sentences about model files, training and scoring: what happened and what to do. */

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

export function modelChanged(path: string): string {
  return `The model file ${path} is no longer the one that was registered. Put that file back, or take the new one: choose it at Models, or import the recipe again.`;
}

export function ggufWriteFailed(path: string): string {
  return `The file ${path} could not be written. Check that the folder exists, that you may write to it and that the disk has room.`;
}

// ---- Adapters made elsewhere ----

export function adapterIsModel(path: string): string {
  return `${path} is a model, not an adapter. Choose a LoRA adapter in GGUF format, as convert_lora_to_gguf.py of llama.cpp writes it.`;
}

export function adapterKindUnknown(path: string, kind: string): string {
  return `${path} is an adapter of the kind "${kind}". Only LoRA adapters that always act can be used; choose one of these.`;
}

export function adapterOfOtherArchitecture(path: string, architecture: string, wanted: string): string {
  return `${path} was made for models of the architecture "${architecture}"; the base model is of "${wanted}". Choose an adapter of the base model, or the base model of the adapter.`;
}

export function adapterWithoutMatrices(path: string): string {
  return `${path} changes nothing: it holds no pair of LoRA matrices. Export the adapter again.`;
}

export function adapterLacksPair(path: string, tensor: string): string {
  return `${path} holds only one of the two LoRA matrices for ${tensor}. Export the adapter again.`;
}

export function adapterForUnknownTensor(path: string, tensor: string): string {
  return `${path} changes ${tensor}, which the base model does not have. Choose an adapter that was made for this very model.`;
}

export function adapterOfOtherShape(path: string, tensor: string, has: string, wanted: string): string {
  return `${path} does not fit the base model: for ${tensor} it is made for ${has} numbers, the model has ${wanted}. It was made for a model of another size; choose an adapter that was made for this very model.`;
}

export function adapterWithoutAlpha(path: string): string {
  return `${path} does not say its LoRA alpha, so its strength is unknown. Export the adapter again.`;
}

export function adapterTooLarge(path: string): string {
  return `${path} is larger than 1 GB. Adapters are kept inside the encrypted project, so they must be smaller; export one of a lower rank.`;
}

export function adapterUnreadable(path: string): string {
  return `The adapter file ${path} cannot be read. Check that it exists, that you may read it and that its disk is connected.`;
}

export function adapterOfOtherModel(name: string): string {
  return `This adapter was made for ${name}, which is not the base model now. Make that the base model first.`;
}

export function adapterOfExperiment(): string {
  return 'This adapter belongs to a cell of an experiment and cannot be used by simulations. Choose another one.';
}

export function adapterMadeElsewhere(name: string): string {
  return `The adapter (${name}) was made elsewhere. Which people it was trained on is not known here: if evaluation humans were among them, the adapted model looks better than it is.`;
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
