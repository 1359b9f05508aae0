import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

export const simulatedBy = ['base', 'adapted'] as const;
export type SimulatedBy = (typeof simulatedBy)[number];
/** `prompted`: the base model with pilot rows in the prompt, a baseline in studies that ask for it. */
export const simulations = [...simulatedBy, 'prompted'] as const;
export type Simulation = (typeof simulations)[number];

export const promptPreviewSchema = z.object({
  row: z.int(),
  item: z.string(),
  system: z.string(),
  user: z.string(),
  answers: z.array(z.string()),
});

const optionSchema = z.object({ value: z.string(), label: z.string() });

export const distributionsSchema = z.object({
  by: z.enum(simulatedBy),
  /** Twins simulated so far, of all that the present split and study ask for. */
  done: z.int(),
  total: z.int(),
  items: z.array(
    z.object({
      item: z.string(),
      label: z.string(),
      role: z.enum(['belief', 'action']),
      scale: z.string(),
      options: z.array(optionSchema),
      /** The same respondents' own answers: n and shares in the order of the options. A share is null where its cell is too small to show. */
      human: z.object({ n: z.int(), shares: z.array(z.number().nullable()) }),
      /** Mean probability of each option over the twins; null before the first. */
      simulated: z.object({ n: z.int(), shares: z.array(z.number()).nullable() }),
    }),
  ),
  /** Cells of fewer people than this are not shown. */
  smallestCell: z.int(),
});
export type Distributions = z.infer<typeof distributionsSchema>;

const answerProbabilitiesSchema = z.object({
  by: z.enum(simulatedBy),
  /** In the order of the options; they add up to 1. */
  probabilities: z.array(z.number()),
  /** Probability of everything that is none of the options. */
  outside: z.number(),
});

export const askedSchema = z.object({
  row: z.int(),
  item: z.string(),
  system: z.string(),
  user: z.string(),
  options: z.array(optionSchema),
  /** The respondent's own answer; null when it is missing. */
  human: z.string().nullable(),
  answers: z.array(answerProbabilitiesSchema),
});
export type Asked = z.infer<typeof askedSchema>;

export const simulateContract = {
  /** `again`: also where the same simulation has been done before. Throws `usage` for `prompted` where the study asks for no rows in the prompt. */
  'simulate.start': command(
    z.strictObject({ by: z.enum(simulations), again: z.boolean().default(false) }),
    z.object({ jobId: z.string() }),
  ),
  /**
   * Trains an adapter without each fold of pilot-train and simulates who was left out and the evaluation humans. Throws
   * `usage` where the study asks for no folds.
   */
  'simulate.crossFit': command(z.strictObject({}), z.object({ jobId: z.string() })),
  /** The prompts one respondent's twin gets, item by item; earlier answers are the respondent's own. */
  'simulate.preview': query(z.strictObject({ row: z.int().nullable() }), z.array(promptPreviewSchema)),
  /** What has been simulated so far for the present study, also while the job runs; null before the first block. */
  'simulate.distributions': query(z.strictObject({ by: z.enum(simulatedBy) }), distributionsSchema.nullable()),
  /**
   * One question to one twin, answered by each of `by` with the probabilities of its options. `earlier`: answers given
   * before, by item (value of an option); null: the respondent's own beliefs before an action. Nothing is stored. Throws
   * `usage` while a job computes with a model. Can be cancelled.
   */
  'simulate.ask': query(
    z.strictObject({
      row: z.int(),
      item: z.string().min(1),
      by: z.array(z.enum(simulatedBy)).min(1),
      earlier: z.record(z.string(), z.string()).nullable().default(null),
    }),
    askedSchema,
  ),
};
