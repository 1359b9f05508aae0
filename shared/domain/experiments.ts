import { z } from 'zod';

/** The experiments there are, in the order in which they are done and shown. */
export const experimentIds = [
  'learning-curve',
  'leave-arm-out',
  'leave-item-out',
  'pilot-composition',
  'demographics',
  'robustness',
] as const;
export type ExperimentId = (typeof experimentIds)[number];

const seeds = z.array(z.int()).min(1).max(100);
const size = z.int().min(1);
/** Every treatment, none, or those of some names. */
const arms = z.union([z.boolean(), z.array(z.string().min(1)).min(1)]);

const wordingVariantSchema = z.strictObject({
  name: z.string().min(1),
  /** New question texts by variable, in place of the wording for all conditions. */
  items: z.record(z.string(), z.string().min(1)),
});

/** What a study asks to be tried beyond its one evaluation; an experiment that is null is not done. */
export const experimentsSchema = z.strictObject({
  /** Adapters tuned on nested random pilots of these sizes, once per seed. */
  learningCurve: z.strictObject({ sizes: z.array(size).min(1), seeds }).nullable(),
  /** For each arm, and each item: an adapter that never saw it, evaluated on it. */
  leaveOut: z.strictObject({ arms, items: z.boolean() }).nullable(),
  /** Random pilots against pilots with as many from every group of `by`, of one size. */
  pilots: z.strictObject({ size, by: z.string(), seeds }).nullable(),
  /** With the persona in the prompt and without, tuned and simulated alike. */
  demographics: z.strictObject({ seeds }).nullable(),
  /** The study's own adapter under other draws, another order of the options and other wordings. */
  robustness: z
    .strictObject({
      /** Further sets of simulation seeds. */
      repeats: z.int().min(0).max(100),
      shuffled: z.boolean(),
      wordings: z.array(wordingVariantSchema),
    })
    .nullable(),
  /** Keep the adapters of the experiments in the project; otherwise their weights are deleted with each finished cell. */
  keepAdapters: z.boolean(),
});
export type ExperimentSettings = z.infer<typeof experimentsSchema>;

/** The same as people write it in a recipe. */
export const recipeExperimentsSchema = z
  .strictObject({
    learning_curve: z.strictObject({ sizes: z.array(size).min(1), seeds: seeds.default([1]) }).optional(),
    leave_one_out: z.strictObject({ arms: arms.default(false), items: z.boolean().default(false) }).optional(),
    pilots: z.strictObject({ size, by: z.string().min(1), seeds: seeds.default([1]) }).optional(),
    demographics: z.strictObject({ seeds: seeds.default([1]) }).optional(),
    robustness: z
      .strictObject({
        repeats: z.int().min(0).max(100).default(0),
        shuffled: z.boolean().default(false),
        wordings: z.array(wordingVariantSchema).default([]),
      })
      .optional(),
    keep_adapters: z.boolean().default(false),
  })
  .transform((block): ExperimentSettings => ({
    learningCurve: block.learning_curve ?? null,
    leaveOut: block.leave_one_out ?? null,
    pilots: block.pilots ?? null,
    demographics: block.demographics ?? null,
    robustness: block.robustness ?? null,
    keepAdapters: block.keep_adapters,
  }));

/** The block of a recipe that `recipeExperimentsSchema` turns into these settings. */
export function recipeExperiments(settings: ExperimentSettings): Record<string, unknown> {
  const { learningCurve, leaveOut, pilots, demographics, robustness, keepAdapters } = settings;
  return {
    ...(learningCurve === null ? {} : { learning_curve: learningCurve }),
    ...(leaveOut === null ? {} : { leave_one_out: leaveOut }),
    ...(pilots === null ? {} : { pilots }),
    ...(demographics === null ? {} : { demographics }),
    ...(robustness === null ? {} : { robustness }),
    ...(keepAdapters ? { keep_adapters: true } : {}),
  };
}
