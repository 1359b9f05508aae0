/**
 * Tokens of one packed sequence: a forest of branches. A token sees the tokens before it in its own branch and
 * everything in the ancestor branches; positions restart at the branch point. Several respondents may be packed as
 * several roots.
 */
export interface PackedSequence {
  readonly tokens: Int32Array;
  /** Position of each token along its path from the root, from 0. */
  readonly positions: Int32Array;
  /** Branch id of each token. */
  readonly branches: Int32Array;
  /** Parent branch of each branch, −1 for a root. A parent comes before its children. */
  readonly parents: Int32Array;
  readonly targets: readonly Target[];
}

/** A token to predict. Several targets may share an index: then they are the weights of a soft label. */
export interface Target {
  /** The token of the sequence at whose output the target is predicted. */
  readonly index: number;
  readonly token: number;
  /** Factor of −log p in the loss; 0 only reports the probability. */
  readonly weight: number;
}

/** Low-rank adapters of all linear layers of the upper `layers` layers (default: all), or every weight of the model. */
export type TrainingMode =
  | {
      readonly kind: 'lora';
      /** 1 … 256 */
      readonly rank: number;
      readonly alpha: number;
      readonly layers?: number;
      readonly seed: number;
    }
  | { readonly kind: 'full' };

/**
 * Number format of the transposed weights that the backward pass multiplies with. In full training `bf16` also means
 * that forward and backward multiply in bfloat16 (sums and weights stay 32-bit), which is about twice as fast where the
 * processor has it. `auto` takes what this processor multiplies fastest without visible loss in the gradient.
 */
export type TransposedFormat = 'f32' | 'bf16' | 'q8_0';

export interface TrainerOptions {
  readonly modelPath: string;
  /** Folder of llama.cpp's shared libraries; by default the one node-llama-cpp uses on this platform. */
  readonly libraryFolder?: string;
  readonly threads: number;
  readonly mode: TrainingMode;
  readonly transposed: TransposedFormat | 'auto';
  /**
   * Compute activations again in the backward pass instead of keeping them: a fifth of the memory, about a third more
   * time.
   */
  readonly recompute?: boolean;
  /**
   * `best` takes a graphics processor of the library folder when it supports every operation, otherwise the CPU.
   * Default `cpu`.
   */
  readonly device?: 'cpu' | 'best';
  /** Bytes of working memory to keep for sequences of other lengths. Default: an eighth of the machine's memory. */
  readonly keptMemory?: number;
}

export interface TrainerInfo {
  readonly architecture: string;
  readonly layers: number;
  readonly embedding: number;
  readonly vocabulary: number;
  readonly trainableParameters: number;
  /** Name of the compute backend, such as `CPU`. */
  readonly backend: string;
  readonly threads: number;
  /** The format that `auto` chose, or the one that was asked for. */
  readonly transposed: TransposedFormat;
  /** Whether forward and loss are computed in 32 bits throughout. Otherwise rounding makes the loss a staircase. */
  readonly exact: boolean;
  /** Bytes of the model's weights and their transposed copies. */
  readonly weightBytes: number;
  /** Bytes of trainable parameters, gradient and both moments. */
  readonly stateBytes: number;
}

export interface SequenceResult {
  /** Sum over targets of −weight · log softmax(logits[index])[token]. */
  readonly loss: number;
  /** Probability of each target, in the order of the targets. */
  readonly probabilities: Float64Array;
}

/** AdamW (Loshchilov & Hutter 2019, decoupled weight decay). No decay on norms and biases. */
export interface StepOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Scales the gradient down to this Euclidean length where it is longer. */
  readonly clipNorm?: number;
}

export interface StepResult {
  /** Euclidean length of the accumulated gradient before clipping. */
  readonly gradientNorm: number;
}

/** A trained weight with its name and shape in the model file (fastest-varying dimension first). */
export interface TrainedWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Owns native memory: dispose of it. Calls compute synchronously; same inputs and threads give bitwise equal results.
 */
export interface Trainer extends Disposable {
  readonly info: TrainerInfo;
  /** Logits after each token of a plain sequence. */
  logits(tokens: readonly number[] | Int32Array): Float32Array[];
  /** Forward only. */
  evaluate(sequence: PackedSequence): SequenceResult;
  /** Forward and backward: adds the gradient of the loss to the accumulated gradient. */
  accumulate(sequence: PackedSequence): SequenceResult;
  /**
   * One optimiser step on the accumulated gradient, which is cleared. @throws `trainer-failed` when it is not finite.
   */
  step(options: StepOptions): StepResult;
  /** Parameters, moments and step count; the accumulated gradient is not part of it. */
  checkpoint(): Uint8Array;
  /** After it training continues bit for bit. @throws `trainer-failed` when it belongs to another model or setting. */
  restore(bytes: Uint8Array): void;
  /** A complete adapter file for llama.cpp with the given provenance under `pilotlight.*`. LoRA mode only. */
  adapter(metadata: Readonly<Record<string, string | number>>): Uint8Array;
  /** All trained weights by their names in the model file, in its order. Full mode only. */
  weights(): ReadonlyMap<string, TrainedWeight>;
  /**
   * A trainer of the same kind on the two lowest layers and the first tokens of the vocabulary, all in 32 bits: small,
   * and with a smooth loss, so that its gradient can be checked against finite differences.
   */
  miniature(): Trainer;
  /** Trainable parameters by name, for checks of the gradient. */
  readonly parameters: readonly ParameterAccess[];
}

/** Direct access to one trainable parameter and its accumulated gradient. */
export interface ParameterAccess {
  readonly name: string;
  readonly length: number;
  /** Numbers in each row. */
  readonly size: number;
  /** Numbers that are trained; those behind them only round the rank up and stay 0. */
  readonly used: number;
  read(): Float32Array;
  write(values: Float32Array): void;
  gradient(): Float32Array;
}
