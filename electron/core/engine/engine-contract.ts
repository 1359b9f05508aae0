import { z } from 'zod';
import { command, query } from '../../../shared/rpc/define.ts';
import { bytesSchema, floatsSchema } from '../typed-array-schemas.ts';

/** What the core asks of the engine process. Between processes of one machine, so typed arrays are allowed. */
const promptSchema = z.object({ system: z.string(), user: z.string(), answers: z.array(z.string()) });
const tokens = z.array(z.int()).readonly();

export const engineInfoSchema = z.object({
  architecture: z.string(),
  contextLength: z.number(),
  vocabulary: z.number(),
  hasChatTemplate: z.boolean(),
  parameters: z.number(),
  device: z.string(),
  threads: z.number(),
});

export const scoredSchema = z.object({
  /** Probability of each answer, normalised over the answers. */
  probabilities: z.array(z.number()).readonly(),
  /** Mass outside the answers, in [0, 1]. */
  outside: z.number(),
});

export const engineContract = {
  'engine.open': command(
    z.strictObject({
      modelPath: z.string(),
      /** Adapter file as bytes: it is confidential and gets no name on a disk. */
      adapter: bytesSchema.nullable(),
      threads: z.int().positive(),
      gpu: z.enum(['auto', 'off']).default('auto'),
    }),
    engineInfoSchema,
  ),
  'engine.tokenize': query(
    z.strictObject({ prompts: z.array(promptSchema) }),
    z.array(z.object({ prompt: tokens, answers: z.array(tokens).readonly() })).readonly(),
  ),
  'engine.score': query(z.strictObject({ prompts: z.array(promptSchema) }), z.array(scoredSchema).readonly()),
  /** Prompt tokens a second with these tokens, and the memory of the process in bytes. */
  'engine.measure': query(z.strictObject({ tokens }), z.object({ rate: z.number(), memoryBytes: z.number() })),
  /** Logits over the whole vocabulary after each token. */
  'engine.logits': query(z.strictObject({ tokens }), z.array(floatsSchema)),
};
