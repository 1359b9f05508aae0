import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

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
  bestEpoch: z.int(),
  createdAt: z.string(),
});

export const adaptContract = {
  'adapt.start': command(z.strictObject({}), z.object({ jobId: z.string() })),
  'adapt.losses': query(z.strictObject({}), z.array(lossPointSchema)),
  'adapt.current': query(z.strictObject({}), adapterSummarySchema.nullable()),
};
