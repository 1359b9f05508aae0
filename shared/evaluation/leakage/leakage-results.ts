import { z } from 'zod';
import { estimateSchema } from '../estimate-schema.ts';

export const membershipAttacks = ['loss', 'loss-against-base'] as const;
export type MembershipAttack = (typeof membershipAttacks)[number];

const copyingSchema = z.strictObject({
  /** Beliefs that make up a structure. */
  items: z.array(z.string()),
  /** Pilot-train respondents with all beliefs, and their distinct structures. */
  pilot: z.int(),
  pilotStructures: z.int(),
  /** Share of the evaluation humans whose belief structure some pilot-train respondent has. */
  human: estimateSchema,
  sources: z.array(
    z.strictObject({
      source: z.string(),
      /** The same of the twins of these humans. */
      simulated: estimateSchema,
      /** Simulated − human: above 0, the simulation repeats the pilot more than people do. */
      excess: estimateSchema,
    }),
  ),
});

const membershipSchema = z.strictObject({
  /** Pilot-train respondents, and evaluation humans, with at least one answer. */
  members: z.int(),
  nonMembers: z.int(),
  /** False-positive rate that is allowed. */
  allowed: z.number(),
  attacks: z.array(
    z.strictObject({
      /** By the loss under the adapted model, or by how much smaller it is than under the base model. */
      attack: z.enum(membershipAttacks),
      /** Chance that a pilot-train respondent looks more like one than an evaluation human does; 0.5: cannot be told. */
      auc: estimateSchema,
      /** Share of the pilot-train respondents recognised at the allowed false-positive rate. */
      truePositiveRate: estimateSchema,
      falsePositiveRate: z.number(),
    }),
  ),
});

const canariesSchema = z.strictObject({
  planted: z.int(),
  items: z.array(z.string()),
  /** log2 of the number of patterns, the largest exposure there is, in bits. */
  most: z.number(),
  exact: z.boolean(),
  /** In bits, one a canary. */
  exposures: z.array(z.number()),
  mean: z.number(),
  /** Mean exposure of patterns that were not planted. */
  expected: z.number(),
  /** Chance of at least this mean without memorisation. */
  p: z.number(),
});

/** What the adapter, and what is simulated with it, may give away about the people of pilot-train. */
export const leakageSchema = z.strictObject({
  /** Ids into `definitions` of the results. */
  definitions: z.array(z.string()),
  /** Null below two beliefs or without pilot respondents. */
  copying: copyingSchema.nullable(),
  /** Null where the model file could not be read or too few respondents answered. */
  membership: membershipSchema.nullable(),
  /** Null where none were planted. */
  canaries: canariesSchema.nullable(),
});
export type LeakageBlock = z.infer<typeof leakageSchema>;
