/** Id of the baseline that gives every option the same probability; it is fitted on nobody. */
export const uniformId = 'baseline-uniform';

/** Id of the untuned model with pilot rows in the prompt; its kind is a baseline, and nothing of it is fitted. */
export const promptedId = 'prompted';
