import { z } from 'zod';
import { answerForms } from '../domain/prompt.ts';
import { parts } from '../domain/split.ts';
import { evaluationResultsSchema } from './results.ts';

/**
 * The one shape of a report: `results.json` is this document, and the HTML report is drawn from nothing else. It carries
 * no wall-clock time, no absolute path and no answer of a single respondent, so that equal inputs give equal files.
 */
export const reportVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 hash has 64 lower-case hexadecimal digits');

const lossSchema = z.strictObject({
  /** Optimiser steps done. */
  step: z.int().nonnegative(),
  /** Passes over pilot-train done, with fractions; 0 before the first step. */
  epoch: z.number().nonnegative(),
  part: z.enum(['pilot-train', 'pilot-validation']),
  /** Mean −ln p(human answer), nats per answer. */
  loss: z.number(),
});
export type ReportLoss = z.infer<typeof lossSchema>;

export const reportTrainingSchema = z.strictObject({
  losses: z.array(lossSchema),
  /** The epoch whose adapter was kept: that with the lowest pilot-validation loss. */
  bestEpoch: z.number(),
  stoppedEarly: z.boolean(),
  trainableParameters: z.int(),
  /** Answers that were trained on, one per respondent of pilot-train and answered item. */
  examples: z.int(),
  /** Measured before the first step; null where a check does not apply. */
  selfChecks: z.strictObject({
    /** Largest difference of a logit between training graph and inference on one prompt, relative to the largest logit. */
    forwardDifference: z.number().nullable(),
    /** Largest relative difference between a computed and a numerical gradient. */
    gradientError: z.number().nullable(),
  }),
});
export type ReportTraining = z.infer<typeof reportTrainingSchema>;

export const provenanceSchema = z.strictObject({
  data: z.strictObject({
    /** Name without folder. */
    fileName: z.string(),
    sha256,
    rows: z.int(),
    rejectedCells: z.int(),
    rejectedRows: z.int(),
  }),
  codebook: z.strictObject({ sha256 }),
  split: z.strictObject({
    sha256,
    seed: z.int(),
    unit: z.enum(['respondent', 'cluster']),
    parts: z.array(z.strictObject({ name: z.enum(parts), n: z.int() })),
  }),
  model: z.strictObject({
    name: z.string(),
    fileName: z.string(),
    sha256,
    sizeBytes: z.int(),
    architecture: z.string(),
    /** From the model file; shown prominently, since a demonstration model says here that it means nothing. */
    description: z.string(),
    licence: z.string(),
  }),
  adapter: z
    .strictObject({
      sha256,
      sizeBytes: z.int(),
      rank: z.int(),
      alpha: z.number(),
      /** File that it was copied from, where it was not trained in the project; its training is then not known. */
      madeElsewhere: z.strictObject({ fileName: z.string() }).optional(),
      learningRate: z.number().optional(),
      epochs: z.int().optional(),
      batch: z.int().optional(),
      warmup: z.number().optional(),
      weightDecay: z.number().optional(),
      clipNorm: z.number().optional(),
      patience: z.int().optional(),
      /** Made-up respondents that were planted in the training. */
      canaries: z.int().optional(),
    })
    .nullable(),
  prompts: z.strictObject({
    sha256,
    instruction: z.string(),
    answers: z.enum(answerForms),
    /** Whether the prompt describes the person. */
    persona: z.boolean(),
    optionOrder: z.enum(['codebook', 'shuffled']),
    /** A prompt with the labels of the variables in place of anybody's values. */
    template: z.strictObject({ system: z.string(), user: z.string() }),
  }),
  seeds: z.strictObject({
    split: z.int(),
    adaptation: z.int().nullable(),
    simulation: z.array(z.int()),
    evaluation: z.int(),
  }),
  versions: z.strictObject({
    pilotlight: z.string(),
    node: z.string(),
    'node-llama-cpp': z.string(),
    llamaCpp: z.string(),
    /** Operating system and processor, such as "linux-x64". */
    platform: z.string(),
  }),
});
export type Provenance = z.infer<typeof provenanceSchema>;

export const reportDocumentSchema = z.object({
  schemaVersion: z.literal(reportVersion),
  evaluation: evaluationResultsSchema,
  /** Null when no model was adapted, and for an adapter made elsewhere. */
  training: reportTrainingSchema.nullable(),
  provenance: provenanceSchema,
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
