import type { Codebook, Variable } from '../domain/codebook.ts';
import type { CompiledRule } from '../domain/rule.ts';
import type { EvaluationSettings, RegressionSpec } from '../domain/study.ts';
import type { Frame } from '../statistics/types.ts';

/** What a simulated source is: models before and after tuning, baselines fitted on the pilot, rectified estimates. */
export const sourceKinds = ['base', 'adapted', 'baseline', 'rectified'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A belief or action with the answers of the evaluation humans. */
export interface EvaluationItem {
  /** Role `belief` or `action`, at least one option. */
  readonly variable: Variable;
  /** Option index into `variable.options` per respondent, -1 where the answer is missing. */
  readonly human: Int16Array;
}

/**
 * Simulated answers, one twin per evaluation human in the order of the respondents. Arrays by item follow
 * `EvaluationInput.items`.
 */
export interface SimulatedSource {
  /** Unique among the sources; ids starting with `baseline-` are taken by the baselines that `evaluate` fits. */
  readonly id: string;
  readonly kind: SourceKind;
  readonly label: string;
  /**
   * Per item the probabilities of the options, row by row (respondent × option, length n·K, each row adds up to 1), or
   * null where the source only has draws. For an action: the mean over seeds of the exact probabilities given the beliefs
   * that the twin drew under each seed.
   */
  readonly probabilities: readonly (Float64Array | null)[];
  /** `draws[seed][item]`: option index per twin, -1 where the twin gave none. At least one seed. */
  readonly draws: readonly (readonly Int16Array[])[];
  /** Per item the probability mass outside the options per twin, in [0, 1]; null where it is unknown. */
  readonly outside: readonly (Float64Array | null)[];
}

/** The researcher's belief-action rule, compiled against the codebook of the input. */
export interface EvaluationRule {
  /** The rule in words or as written, for the reader. */
  readonly text: string;
  readonly compiled: CompiledRule;
}

/** Answered rows on which baselines are fitted; never rows of the evaluation humans. */
export interface PilotRows {
  readonly n: number;
  /** The same columns as the frame of the respondents. */
  readonly frame: Frame;
  /** Per item the option index per pilot row, -1 where missing. */
  readonly answers: readonly Int16Array[];
}

/** What twins answered, as in `SimulatedSource`. */
export type SimulatedAnswers = Pick<SimulatedSource, 'probabilities' | 'draws'>;

/** Twins of one kind of model whose adapters were trained without a fold each. */
export interface CrossFittedTwins {
  /** Id of a source of the evaluation. */
  readonly id: string;
  /** Of the humans in the folds, each by the adapter that was trained without the human's fold. */
  readonly labelled: SimulatedAnswers;
  /** Of the evaluation humans, by fold: by the adapter that was trained without it. */
  readonly unlabelled: readonly SimulatedAnswers[];
}

/** The humans who tuned the model, divided into folds, where they are to rectify too; no adapter saw its own fold. */
export interface CrossFittedRows extends PilotRows {
  readonly folds: number;
  /** Per row 0..folds − 1. */
  readonly foldOf: Int16Array;
  readonly sources: readonly CrossFittedTwins[];
}

/** Twins of the rectification humans under one model. */
export interface RectificationTwins {
  /** Id of a source of the evaluation: the same model, prompts and seeds. */
  readonly id: string;
  /** As in `SimulatedSource`, for the rectification humans. */
  readonly probabilities: readonly (Float64Array | null)[];
  readonly draws: readonly (readonly Int16Array[])[];
}

/**
 * The humans of the part `rectification` with their answers and twins; nobody of them is in the pilot or among the
 * evaluation humans, and no model was trained on them.
 */
export interface RectificationRows extends PilotRows {
  readonly sources: readonly RectificationTwins[];
}

export interface StudyHeader {
  readonly name: string;
  readonly title: string;
  /** Shown with every result, such as the notice that data are synthetic; empty for none. */
  readonly notice: string;
  readonly synthetic: boolean;
}

export interface EvaluationInput {
  readonly study: StudyHeader;
  /** Rows of the imported table and respondents per part of the split, for the reader. */
  readonly sample: { readonly rows: number; readonly parts: readonly { readonly name: string; readonly n: number }[] };
  /** Labels, scales, roles and option orders of every column. Weight and cluster columns are found by their role. */
  readonly codebook: Codebook;
  /** Number of evaluation humans, and of twins. */
  readonly n: number;
  /**
   * Persona, treatment, cluster and weight columns of the evaluation humans as imported: option values as text, numbers on
   * interval and count scales, null when missing.
   */
  readonly frame: Frame;
  /** Beliefs first, then actions, in codebook order. */
  readonly items: readonly EvaluationItem[];
  readonly sources: readonly SimulatedSource[];
  readonly pilot: PilotRows | null;
  /** Null or absent: no rectified estimates. */
  readonly rectification?: RectificationRows | null;
  /** Null or absent: the humans who tuned the model rectify nothing. */
  readonly crossFitted?: CrossFittedRows | null;
  readonly rule: EvaluationRule | null;
  /** The researcher's original models, fitted on humans and on twins alike. */
  readonly regressions: readonly RegressionSpec[];
  readonly settings: EvaluationSettings;
}

export type EvaluationPhase =
  'baselines' | 'resampling' | 'fits' | 'regressions' | 'groups' | 'summary' | 'rectification' | 'classifiers';
export type EvaluationProgress = { readonly phase: EvaluationPhase; readonly done: number; readonly total: number };

export interface EvaluationOptions {
  readonly signal?: AbortSignal;
  /** Called at most a few hundred times; `done` counts up to `total` within a phase. */
  readonly onProgress?: (progress: EvaluationProgress) => void;
}
