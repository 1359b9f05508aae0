/** What an open model can do. All values are JSON-safe or typed arrays, so that they can cross a process boundary. */
export interface Engine extends AsyncDisposable {
  readonly info: EngineInfo;

  /**
   * Tokens of a prompt and of its answers exactly as they are scored: through the model's chat template where it has
   * one, with the token that begins a sequence where the model wants it. A sequence to score is the prompt followed by
   * one answer. Throws `model-invalid` when the chat template cannot be applied, `codebook-invalid` when two answers
   * have the same tokens.
   */
  tokenizePrompt(prompt: PromptText, answers: readonly string[]): TokenizedPrompt;

  /**
   * Exact probabilities of the answers. What prompts share at their start is evaluated once. The same requests give
   * bitwise the same numbers on the same machine, whatever was scored before. Throws `prompt-too-long`, `cancelled`,
   * `engine-failed`.
   */
  score(requests: readonly ScoreRequest[], options?: ScoreOptions): Promise<readonly Scored[]>;

  /**
   * Logits over the whole vocabulary after each token of the sequence, or after the tokens at `positions` (ascending
   * indices into `tokens`). Slow: for checks, not for scoring.
   */
  logits(tokens: readonly number[], positions?: readonly number[], options?: WaitOptions): Promise<Float32Array[]>;

  /**
   * llama.cpp's own prompt processing rate in tokens a second: one batch of 512 tokens (the given ones, repeated as
   * often as needed) in one sequence, with one row of logits.
   */
  measurePromptRate(tokens: readonly number[], options?: PromptRateOptions): Promise<number>;
}

export interface EngineInfo {
  readonly architecture: string;
  readonly name: string;
  readonly parameters: number;
  readonly sizeBytes: number;
  /** Name of the weights' format, such as `Q8_0`. */
  readonly quantisation: string;
  /** Tokens of context the model was made for. */
  readonly contextLength: number;
  /** Number of tokens in the vocabulary. */
  readonly vocabulary: number;
  readonly hasChatTemplate: boolean;
  readonly licence?: string;
  /** `cpu`, or the kind of GPU in use. */
  readonly device: string;
  readonly threads: number;
}

export interface PromptText {
  readonly system: string;
  readonly user: string;
}

export interface TokenizedPrompt {
  readonly prompt: readonly number[];
  /** Tokens of each answer, at least one; no answer is the beginning of another. */
  readonly answers: readonly (readonly number[])[];
}

export type ScoreRequest = { readonly prompt: PromptText; readonly answers: readonly string[] } | TokenizedPrompt;

export interface Scored {
  /** Natural logarithm of the probability of each answer's tokens after the prompt; not normalised over the answers. */
  readonly logProbabilities: readonly number[];
  /** Probabilities normalised over the answers; they add up to 1. */
  readonly probabilities: readonly number[];
  /** Probability of everything that is none of the answers, in [0, 1]. */
  readonly outside: number;
}

export interface WaitOptions {
  readonly signal?: AbortSignal;
}

export interface ScoreOptions extends WaitOptions {
  /** Called after every batch; `done` and `total` count tokens. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface PromptRateOptions extends WaitOptions {
  /**
   * `scoring` (default): the precision of scoring, with the engine's cache and without flash attention, which rounds
   * it to 16 bits. `llama-cpp`: llama.cpp's own defaults, a 16-bit cache and flash attention where it applies.
   */
  readonly settings?: 'scoring' | 'llama-cpp';
  /** Clock in milliseconds. */
  readonly now?: () => number;
}
