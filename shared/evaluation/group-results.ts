import { z } from 'zod';
import { estimateSchema } from './estimate-schema.ts';

export const groupKinds = ['subgroup', 'arm'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** Rows by group of every subgroup variable and of every treatment. */
function byGrouping<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.array(
    z.strictObject({
      variable: z.string(),
      label: z.string(),
      kind: z.enum(groupKinds),
      groups: z.array(z.strictObject({ value: z.string(), label: z.string(), ...fields })),
    }),
  );
}

export const gapGroupsSchema = byGrouping({
  /** Humans of the group for whom the rule expects an action. */
  n: z.int(),
  human: estimateSchema,
  /** Gap of one human sample of this size − gap of another. */
  ceiling: estimateSchema,
  sources: z.array(z.strictObject({ source: z.string(), gap: estimateSchema, difference: estimateSchema })),
});
export type GapGroups = z.infer<typeof gapGroupsSchema>;

const structureNumbers = {
  unique: estimateSchema,
  uniqueShare: estimateSchema,
  /** exp(entropy): the effective number of structures. */
  hill: estimateSchema,
  /** Share of the structures of one random half of the humans that occur in the other half (or among its twins). */
  halfCoverage: estimateSchema,
};
export const structureGroupsSchema = byGrouping({
  /** Humans of the group who answered all beliefs, and half of them. */
  n: z.int(),
  nHalf: z.int(),
  human: z.strictObject(structureNumbers),
  /** Jensen-Shannon distance between two random halves of the humans; null with one belief. */
  ceiling: estimateSchema.nullable(),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      ...structureNumbers,
      coverage: estimateSchema,
      precision: estimateSchema,
      /** Of one half of the humans from the twins of the other half, and that without sampling noise. */
      half: z.strictObject({ distance: estimateSchema, excess: estimateSchema }).nullable(),
    }),
  ),
});
export type StructureGroups = z.infer<typeof structureGroupsSchema>;
