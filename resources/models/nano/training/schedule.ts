/** Everything that decides what the model becomes; together with the code it makes the file reproducible. */
export interface TrainingPlan {
  readonly seed: number;
  readonly steps: number;
  /** Packed sequences per optimiser step. */
  readonly sequencesPerStep: number;
  /** Tokens of a packed sequence; as many interviews as fit it. */
  readonly tokensPerSequence: number;
  /** Most tokens of an interview while interviews are easiest and when they have full difficulty. */
  readonly narrowWidth: number;
  readonly fullWidth: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  /** Learning rate at the end as a share of the peak. */
  readonly finalShare: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  /** Weight of text tokens in the loss, against 1 for an answer. */
  readonly textWeight: number;
  /** Weight of the verdict behind each option at the start; falls evenly to 0. */
  readonly optionWeight: number;
  /** Share of the steps that begin with drills, in the second half of it ever fewer. */
  readonly drillShare: number;
  /** Share of drills among the texts from then on. */
  readonly drillRest: number;
  /** Share of the steps until interviews have full difficulty. */
  readonly easyShare: number;
  /** Weight of hints in the loss at the start and the end. */
  readonly hintWeight: readonly [number, number];
  /** Share of the steps before there are portraits: the model has to learn to read first. */
  readonly readingShare: number;
  /** Share of portraits among the texts from then on, at the start and the end of all steps. */
  readonly portraits: readonly [number, number];
  /** How many times more strongly opinions lean than in the end, at the start and the end. */
  readonly strength: readonly [number, number];
}

/** Linear warm-up, then half a cosine down to `finalShare` of the peak. `step` counts from 0. */
export function learningRateAt(plan: TrainingPlan, step: number): number {
  if (step < plan.warmUpSteps) return (plan.peakLearningRate * (step + 1)) / plan.warmUpSteps;
  const progress = Math.min(1, (step - plan.warmUpSteps) / Math.max(1, plan.steps - plan.warmUpSteps));
  const cosine = (1 + Math.cos(Math.PI * progress)) / 2;
  return plan.peakLearningRate * (plan.finalShare + (1 - plan.finalShare) * cosine);
}

/** Difficulty of the interviews at a step: 0 while there are drills, then rises evenly to 1 until the easy share is over. */
export function difficultyAt(plan: TrainingPlan, step: number): number {
  const share = step / plan.steps;
  if (share < plan.drillShare) return 0;
  return Math.min(1, (share - plan.drillShare) / Math.max(1e-9, plan.easyShare - plan.drillShare));
}

/** Probability that a text of a step is a drill: 1 in the first half of the drill share, then falls evenly to the rest. */
export function drillChanceAt(plan: TrainingPlan, step: number): number {
  return Math.max(plan.drillRest, Math.min(1, 2 - (2 * step) / Math.max(1e-9, plan.drillShare * plan.steps)));
}

/** Weight of verdicts at a step. */
export function optionWeightAt(plan: TrainingPlan, step: number): number {
  return plan.optionWeight * Math.max(0, 1 - step / plan.steps);
}

/** Most tokens of an interview at a step, a multiple of 32. */
export function widthAt(plan: TrainingPlan, step: number): number {
  const width = plan.narrowWidth + (plan.fullWidth - plan.narrowWidth) * difficultyAt(plan, step);
  return 32 * Math.round(width / 32);
}

/** Value at a step of something that goes evenly from its start to its end. */
export function evenlyAt([start, end]: readonly [number, number], plan: TrainingPlan, step: number): number {
  return start + ((end - start) * step) / plan.steps;
}

/** Probability that a text of a step is a portrait. */
export function portraitChanceAt(plan: TrainingPlan, step: number): number {
  return step < plan.readingShare * plan.steps ? 0 : evenlyAt(plan.portraits, plan, step);
}
