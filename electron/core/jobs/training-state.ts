import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { PilotlightError } from '../../../shared/errors.ts';
import { bytesSchema } from '../typed-array-schemas.ts';
import { checkpointUnusable } from '../../../shared/messages/model-messages.ts';

const stateSchema = z.object({
  format: z.literal(1),
  /** Optimiser steps done. */
  step: z.int(),
  /** Epochs whose pilot-validation loss is known. */
  epochsChecked: z.int(),
  best: z.object({ epoch: z.int(), loss: z.number(), adapter: bytesSchema }).nullable(),
  /** Epochs in a row without a lower pilot-validation loss. */
  epochsWithoutGain: z.int(),
  /** State of the trainer: parameters, moments and its step count. */
  trainer: bytesSchema,
  selfChecks: z.object({ forwardDifference: z.number(), gradientError: z.number() }),
});
/** Everything a training needs to go on as if it had never stopped. */
export type TrainingState = z.infer<typeof stateSchema>;

export function packTrainingState(state: TrainingState): Uint8Array {
  return serialize(state);
}

/** Throws `trainer-failed` when the bytes are of another format. */
export function unpackTrainingState(bytes: Uint8Array): TrainingState {
  const parsed = stateSchema.safeParse(deserialize(bytes));
  if (parsed.success) return parsed.data;
  throw new PilotlightError('trainer-failed', checkpointUnusable('its format is unknown'));
}
