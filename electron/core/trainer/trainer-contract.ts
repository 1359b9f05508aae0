import { z } from 'zod';
import { command, query } from '../../../shared/rpc/define.ts';
import { bytesSchema, doublesSchema, floatsSchema, integersSchema } from '../typed-array-schemas.ts';

/** What the core asks of the trainer process. Between processes of one machine, so typed arrays are allowed. */
const packedSequenceSchema = z.object({
  tokens: integersSchema,
  positions: integersSchema,
  branches: integersSchema,
  parents: integersSchema,
  targets: z.array(z.object({ index: z.int(), token: z.int(), weight: z.number() })).readonly(),
});

export const trainerContract = {
  'trainer.open': command(
    z.strictObject({
      modelPath: z.string(),
      threads: z.int().positive(),
      rank: z.int().positive(),
      alpha: z.number().positive(),
      seed: z.int(),
      /** State to go on from, as `trainer.checkpoint` gave it. */
      checkpoint: bytesSchema.nullable(),
    }),
    z.object({
      architecture: z.string(),
      trainableParameters: z.number(),
      backend: z.string(),
      weightBytes: z.number(),
      stateBytes: z.number(),
    }),
  ),
  'trainer.logits': query(z.strictObject({ tokens: z.array(z.int()) }), z.array(floatsSchema)),
  /** Worst relative error of the gradient against finite differences, on the model itself. Leaves the parameters as they were. */
  'trainer.checkGradient': query(
    z.strictObject({ sequence: packedSequenceSchema, seed: z.int() }),
    z.object({ worstRelativeError: z.number() }),
  ),
  'trainer.evaluate': query(
    z.strictObject({ sequences: z.array(packedSequenceSchema) }),
    z.array(z.object({ loss: z.number(), probabilities: doublesSchema })),
  ),
  /** One optimiser step on the sum of the sequences' losses. */
  'trainer.step': command(
    z.strictObject({
      sequences: z.array(packedSequenceSchema),
      learningRate: z.number().nonnegative(),
      weightDecay: z.number().nonnegative(),
      clipNorm: z.number().positive(),
    }),
    z.object({
      loss: z.number(),
      gradientNorm: z.number(),
      /** Of the trainer's process. */
      memoryBytes: z.number(),
    }),
  ),
  'trainer.checkpoint': query(z.strictObject({}), bytesSchema),
  'trainer.adapter': query(
    z.strictObject({ metadata: z.record(z.string(), z.union([z.string(), z.number()])) }),
    bytesSchema,
  ),
};
