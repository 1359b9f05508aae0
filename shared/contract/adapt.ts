import { z } from 'zod';
import { adaptationSettingsSchema } from '../domain/study.ts';
import { command, query } from '../rpc/define.ts';
import { jobStates, progressSchema } from './jobs.ts';

export const lossPointSchema = z.object({
  step: z.int(),
  epoch: z.number(),
  part: z.enum(['pilot-train', 'pilot-validation']),
  /** Mean negative log likelihood per answer, nats. */
  loss: z.number(),
});
export type LossPoint = z.infer<typeof lossPointSchema>;

export const adapterSummarySchema = z.object({
  id: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  /** Null for an adapter made elsewhere. */
  bestEpoch: z.int().nullable(),
  createdAt: z.string(),
});

export type AdapterSummary = z.infer<typeof adapterSummarySchema>;

export const adaptRunSchema = z.object({
  jobId: z.string(),
  state: z.enum(jobStates),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** Null for a run of an older version that did not finish. */
  settings: adaptationSettingsSchema.nullable(),
  losses: z.array(lossPointSchema),
  progress: progressSchema.nullable(),
  /** Ended early and can go on from its last checkpoint (`jobs.resume`), made after this many steps. */
  checkpointStep: z.int().nullable(),
  adapter: adapterSummarySchema.nullable(),
  /** Facts of a training that has ended with an adapter, otherwise null. */
  trained: z
    .object({
      stoppedEarly: z.boolean(),
      trainableParameters: z.number(),
      /** Human answers in pilot-train. */
      examples: z.int(),
    })
    .nullable(),
  /** Its adapter is the one that simulations use. */
  isCurrent: z.boolean(),
});
export type AdaptRun = z.infer<typeof adaptRunSchema>;

export const adaptContract = {
  'adapt.start': command(z.strictObject({}), z.object({ jobId: z.string() })),
  'adapt.losses': query(z.strictObject({}), z.array(lossPointSchema)),
  'adapt.current': query(z.strictObject({}), adapterSummarySchema.nullable()),
  /** Every training of the project, latest first, with settings and loss curve. */
  'adapt.runs': query(z.strictObject({}), z.array(adaptRunSchema)),
  /** Makes the adapter of an earlier run the current one, and its settings those of the study. */
  'adapt.use': command(z.strictObject({ jobId: z.string() }), adapterSummarySchema),
};
