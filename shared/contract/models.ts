import { z } from 'zod';
import { command, query, stream } from '../rpc/define.ts';
import { workOf } from './work.ts';

export const modelSummarySchema = z.object({
  id: z.string(),
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  name: z.string(),
  architecture: z.string(),
  description: z.string(),
  licence: z.string(),
  parameters: z.number(),
  /** Format of most weights, such as "Q4_K"; "" where it was not noted. */
  quantisation: z.string(),
  contextLength: z.number(),
  hasChatTemplate: z.boolean(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

/** What the header of a GGUF file says; empty text and 0 where it says nothing. */
export const modelFactsSchema = z.object({
  name: z.string(),
  architecture: z.string(),
  description: z.string(),
  licence: z.string(),
  /** Number of weights. */
  parameters: z.number(),
  /** Most frequent format of the weights, such as "Q4_K". */
  quantisation: z.string(),
  /** Tokens. */
  contextLength: z.number(),
  hasChatTemplate: z.boolean(),
});

export const modelSources = ['shipped', 'lm-studio', 'ollama', 'hugging-face'] as const;
export type ModelSource = (typeof modelSources)[number];

export const foundModelSchema = z.object({
  path: z.string(),
  source: z.enum(modelSources),
  /** As the source calls it, such as "llama3.2:1b". */
  label: z.string(),
  sizeBytes: z.number(),
  /** Null when the file cannot be used; `problem` then says why. */
  facts: modelFactsSchema.nullable(),
  problem: z.string().nullable(),
});
export type FoundModel = z.infer<typeof foundModelSchema>;

export const modelInspectionSchema = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  facts: modelFactsSchema,
  /** Source text of the chat template, "" without one. */
  chatTemplate: z.string(),
  /** Null when adapters can be trained for it here, otherwise the reason. */
  trainingProblem: z.string().nullable(),
  memory: z.object({
    /** Bytes, estimated from the header: weights, caches and work space. */
    forScoring: z.number(),
    /** Null where it cannot be trained. For the rank of the study, or 8. */
    forTraining: z.number().nullable(),
    /** Of this machine. */
    total: z.number(),
    available: z.number(),
  }),
  /** Of the available memory; `tight`: more than 80 % of it. */
  fits: z.object({ scoring: z.enum(['yes', 'tight', 'no']), training: z.enum(['yes', 'tight', 'no']).nullable() }),
});
export type ModelInspection = z.infer<typeof modelInspectionSchema>;

export const modelMeasurementSchema = z.object({
  stage: z.enum(['loading', 'scoring', 'training', 'done']),
  loadSeconds: z.number().nullable(),
  /** Prompt tokens a second. */
  scoringRate: z.number().nullable(),
  /** Tokens a second through forward and backward pass; null before it is measured and for models that cannot be trained. */
  trainingRate: z.number().nullable(),
  /** Of the process that computed, bytes. */
  memoryBytes: z.number().nullable(),
  /** `cpu`, or the kind of GPU. */
  device: z.string().nullable(),
  threads: z.int(),
});
export type ModelMeasurement = z.infer<typeof modelMeasurementSchema>;

/** Where an adapter comes from: a training of the project, a cell of its experiments, or a file made elsewhere. */
export const adapterOrigins = ['training', 'experiment', 'elsewhere'] as const;

export const adapterSchema = z.object({
  id: z.string(),
  /** File name of an adapter made elsewhere, otherwise what the project calls it. */
  name: z.string(),
  origin: z.enum(adapterOrigins),
  modelId: z.string(),
  /** Name of the base model that it was made for. */
  modelName: z.string(),
  /** The work that made it, or null for an adapter made elsewhere. */
  jobId: z.string().nullable(),
  sha256: z.string(),
  sizeBytes: z.int(),
  /** Null where it is not known. */
  rank: z.int().nullable(),
  bestEpoch: z.int().nullable(),
  createdAt: z.string(),
  /** The one that the next simulation uses. */
  isCurrent: z.boolean(),
  /** Simulations of the project that it has answered. */
  simulations: z.int(),
});
export type Adapter = z.infer<typeof adapterSchema>;

const path = z.string().min(1);

export const modelsContract = {
  /** Links a GGUF file (it is not copied), hashes it and makes it the project's base model. */
  'models.register': stream(z.strictObject({ path }), workOf(modelSummarySchema)),
  'models.current': query(z.strictObject({}), modelSummarySchema.nullable()),
  /** Every model registered in the project; `isMissing`: its file is not where it was. */
  'models.list': query(
    z.strictObject({}),
    z.array(modelSummarySchema.extend({ isCurrent: z.boolean(), isMissing: z.boolean() })),
  ),
  /** Makes a registered model the base model; what was computed with another one becomes stale. */
  'models.setBase': command(z.strictObject({ id: z.string() }), modelSummarySchema),
  /** GGUF files in the caches of other programs and the one that is shipped. Reads headers only. */
  'models.found': query(z.strictObject({}), z.array(foundModelSchema)),
  'models.inspect': query(z.strictObject({ path }), modelInspectionSchema),
  /**
   * Measures on this machine how fast a model is; each item holds what is known so far. Closing the stream stops it.
   * Throws `usage` while a job computes with a model.
   */
  'models.measure': stream(z.strictObject({ path, training: z.boolean().default(false) }), modelMeasurementSchema),
  'models.adapters': query(z.strictObject({}), z.array(adapterSchema)),
  /**
   * Copies a LoRA adapter (GGUF) that was made elsewhere into the project, once it is sure that it fits the base model.
   * Throws `model-invalid` with what does not fit, and `not-found` before a base model is chosen.
   */
  'models.registerAdapter': stream(z.strictObject({ path }), workOf(adapterSchema)),
  /**
   * Makes an adapter the one that simulations use; the settings of one that was trained here become those of the study.
   * Throws `not-found`, and `usage` for one of another base model or of an experiment.
   */
  'models.useAdapter': command(z.strictObject({ id: z.string() }), adapterSchema),
};
