import { z } from 'zod';
import { codebookSchema } from './codebook.ts';
import { rectificationSettingsSchema } from './cross-fit.ts';
import { experimentsSchema } from './experiments.ts';
import { promptSettingsSchema } from './prompt.ts';
import { ruleSchema } from './rule.ts';
import { splitSettingsSchema } from './split.ts';

export const regressionModels = ['ols', 'logit', 'ordered-logit', 'multinomial-logit', 'poisson'] as const;
export const contrastKinds = ['treatment', 'sum', 'helmert'] as const;
export const covarianceKinds = ['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'cluster'] as const;

/** A regression of the original study, written as in R. */
export const regressionSchema = z.strictObject({
  name: z.string().min(1),
  model: z.enum(regressionModels),
  formula: z.string().min(3),
  covariance: z.enum(covarianceKinds),
  /** Coding of nominal variables as in R; treatment contrasts unless told. */
  contrasts: z.enum(contrastKinds).optional(),
});
export type RegressionSpec = z.infer<typeof regressionSchema>;

export const adaptationSettingsSchema = z.strictObject({
  /** LoRA rank. */
  rank: z.int().min(1).max(256),
  /** LoRA alpha; the update is scaled by alpha / rank. */
  alpha: z.number().positive(),
  learningRate: z.number().positive(),
  /** Most passes over pilot-train. */
  epochs: z.int().min(1).max(1000),
  /** Respondents per optimiser step. */
  batch: z.int().min(1).max(1024),
  /** Share of all steps in which the learning rate rises to its full value; it falls on a cosine afterwards. */
  warmup: z.number().min(0).max(1),
  weightDecay: z.number().min(0),
  clipNorm: z.number().positive(),
  /** Epochs without a lower pilot-validation loss before training stops; 0 never stops early. */
  patience: z.int().min(0),
  seed: z.int(),
  /** Made-up respondents with random answers that are planted in the training, to see what the adapter memorises; none unless told. */
  canaries: z.int().min(0).max(200).optional(),
});
export type AdaptationSettings = z.infer<typeof adaptationSettingsSchema>;

export const simulationSettingsSchema = z.strictObject({
  /** Seeds of the drawn answers: one complete set of simulated respondents each. */
  seeds: z.array(z.int()).min(1),
  /** `codebook` keeps the order of the options; `shuffled` gives every twin and item its own seeded order. */
  optionOrder: z.enum(['codebook', 'shuffled']),
});
export type SimulationSettings = z.infer<typeof simulationSettingsSchema>;

/** People that a prompt can show. */
export const mostPromptRows = 100;

export const evaluationSettingsSchema = z.strictObject({
  /** Bootstrap draws. */
  bootstrap: z.int().min(100).max(100_000),
  level: z.number().gt(0.5).lt(1),
  seed: z.int(),
  /** Variables whose values are compared as subgroups; empty: none. */
  subgroups: z.array(z.string()),
  /** Pilot-train respondents shown in the prompts of a further simulation with the base model; none unless told. */
  promptRows: z.int().min(1).max(mostPromptRows).optional(),
});
export type EvaluationSettings = z.infer<typeof evaluationSettingsSchema>;

/** Everything that defines a study apart from its data: one project holds one study. */
export const studySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens, such as "trust-2024"'),
  title: z.string().min(1),
  /** Shown with every result, for instance that the data are synthetic. */
  notice: z.string(),
  synthetic: z.boolean(),
  codebook: codebookSchema,
  rule: ruleSchema.nullable(),
  regressions: z.array(regressionSchema),
  split: splitSettingsSchema,
  prompt: promptSettingsSchema,
  adaptation: adaptationSettingsSchema,
  simulation: simulationSettingsSchema,
  evaluation: evaluationSettingsSchema,
  /** Absent where the humans who tune the model rectify nothing. */
  rectification: rectificationSettingsSchema.optional(),
  /** Absent where the study asks for none. */
  experiments: experimentsSchema.optional(),
});
export type Study = z.infer<typeof studySchema>;
