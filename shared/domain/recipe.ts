import { z } from 'zod';
import type { Codebook, Option, Role, Variable } from './codebook.ts';
import { roles, scales } from './codebook.ts';
import { dialectSchema } from './dialect.ts';
import { identifierKinds } from './identifiers.ts';
import { answerForms, defaultInstruction } from './prompt.ts';
import { usedParts } from './split.ts';
import { recipeExperimentsSchema } from './experiments.ts';
import type { Study } from './study.ts';
import { contrastKinds, covarianceKinds, mostPromptRows, regressionModels } from './study.ts';

/**
 * The recipe file `study.yaml` as people write it: snake_case keys, defaults left out, options as lists. It is turned
 * into a `Study` by `studyFromRecipe`. `docs/recipe.md` describes every key.
 */
const code = z
  .union([z.string().min(1), z.number(), z.boolean()], { error: 'must be a code, that is text or a number' })
  .transform(String);

const optionShape = 'write each option as "- code: label", such as "- 1: strongly disagree"';

const optionItem = z
  .union([code, z.record(z.string(), code)], { error: optionShape })
  .transform((entry, context): Option => {
    if (typeof entry === 'string') return { value: entry, label: entry };
    const keys = Object.keys(entry);
    const { value, label } = entry;
    if (keys.length === 2 && value !== undefined && label !== undefined) return { value, label };
    const [only] = Object.entries(entry);
    if (keys.length === 1 && only !== undefined && only[0] !== 'value' && only[0] !== 'label')
      return { value: only[0], label: only[1] };
    context.addIssue({ code: 'custom', message: optionShape });
    return z.NEVER;
  });

const wording = z.union([
  z.string().transform((text) => ({ text, byCondition: {} })),
  z
    .strictObject({ text: z.string().default(''), by_condition: z.record(z.string(), z.string()).default({}) })
    .transform((entry) => ({ text: entry.text, byCondition: entry.by_condition })),
]);

/** Roles whose scale does not matter or follows from the role. */
const scaleFree: readonly Role[] = ['weight', 'cluster', 'id', 'excluded'];

const recipeVariable = z
  .strictObject({
    role: z.enum(roles),
    scale: z.enum(scales).optional(),
    label: z.string().min(1).optional(),
    options: z.array(optionItem, { error: 'must be a list, so that the order of the options is kept' }).optional(),
    missing: z.array(code).default([]),
    wording: wording.optional(),
    unit: z.string().default(''),
    identifiers: z.array(z.enum(identifierKinds)).min(1).exactOptional(),
  })
  .superRefine((entry, context) => {
    if (entry.scale !== undefined || entry.options?.length === 2 || scaleFree.includes(entry.role)) return;
    const choice = entry.options === undefined ? 'interval, count or text' : 'ordinal or nominal';
    context.addIssue({ code: 'custom', message: `needs its scale: ${choice}` });
  });

export const recipeSchema = z.strictObject({
  pilotlight: z.literal(1, { error: 'the format of the recipe is 1: write "pilotlight: 1"' }),
  study: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens, such as "trust-2024"'),
  title: z.string().min(1),
  notice: z.string().default(''),
  synthetic: z.boolean().default(false),
  data: z.strictObject({ file: z.string().min(1), ...dialectSchema.exactPartial().shape }),
  codebook: z.record(z.string(), recipeVariable),
  rule: z
    .strictObject({
      action: z.string().min(1),
      cases: z.array(z.strictObject({ when: z.string().min(1), choose: code })).min(1),
      source: z.string().default(''),
    })
    .nullable()
    .default(null),
  regressions: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        model: z.enum(regressionModels),
        formula: z.string().min(3),
        covariance: z.enum(covarianceKinds).default('classical'),
        contrasts: z.enum(contrastKinds).optional(),
      }),
    )
    .default([]),
  split: z.strictObject({
    seed: z.int(),
    unit: z.enum(['respondent', 'cluster']).default('respondent'),
    stratify: z.array(z.string()).default([]),
    pilot: z.enum(['proportional', 'equal']).default('proportional'),
    parts: z.partialRecord(
      z.enum(usedParts),
      z.union([z.int().nonnegative(), z.literal('rest')], { error: 'must be a number of respondents, or "rest"' }),
    ),
  }),
  model: z.strictObject({
    /** Path of a GGUF file, relative to the recipe. */
    base: z.string().min(1),
    /** Path of a LoRA adapter (GGUF) made elsewhere, relative to the recipe; nothing is trained then. */
    adapter: z.string().min(1).optional(),
    threads: z.int().min(1).max(256).optional(),
  }),
  prompt: z
    .strictObject({
      instruction: z.string().min(1).default(defaultInstruction),
      answers: z.enum(answerForms).default('letters'),
      persona: z.boolean().default(true),
    })
    .prefault({}),
  adaptation: z
    .strictObject({
      rank: z.int().min(1).max(256).default(8),
      alpha: z.number().positive().default(16),
      learning_rate: z.number().positive().default(0.0005),
      epochs: z.int().min(1).max(1000).default(3),
      batch: z.int().min(1).max(1024).default(8),
      warmup: z.number().min(0).max(1).default(0.1),
      weight_decay: z.number().min(0).default(0),
      clip_norm: z.number().positive().default(1),
      patience: z.int().min(0).default(2),
      seed: z.int().default(1),
      canaries: z.int().min(0).max(200).default(0),
    })
    .prefault({}),
  simulation: z
    .strictObject({
      seeds: z.array(z.int()).min(1).default([1, 2, 3, 4, 5]),
      option_order: z.enum(['codebook', 'shuffled']).default('codebook'),
    })
    .prefault({}),
  evaluation: z
    .strictObject({
      bootstrap: z.int().min(100).max(100_000).default(1000),
      level: z.number().gt(0.5).lt(1).default(0.95),
      seed: z.int().default(1),
      subgroups: z.array(z.string()).default([]),
      prompt_rows: z.int().min(0).max(mostPromptRows).default(0),
    })
    .prefault({}),
  rectification: z
    .strictObject({
      cross_fit: z
        .union([z.literal(0), z.int().min(2).max(20)], { error: 'write 0 for none, or from 2 to 20 folds' })
        .default(0),
    })
    .prefault({}),
  experiments: recipeExperimentsSchema.optional(),
});
export type Recipe = z.infer<typeof recipeSchema>;

function toVariable(name: string, entry: Recipe['codebook'][string]): Variable {
  const options = entry.options ?? [];
  const scale = entry.scale ?? (options.length === 2 ? 'binary' : entry.role === 'weight' ? 'interval' : 'text');
  return {
    name,
    label: entry.label ?? name,
    role: entry.role,
    scale,
    options,
    missing: entry.missing,
    wording: entry.wording ?? { text: '', byCondition: {} },
    unit: entry.unit,
    ...(entry.identifiers === undefined ? {} : { identifiers: entry.identifiers }),
  };
}

/** The study a recipe describes. */
export function studyFromRecipe(recipe: Recipe): Study {
  const codebook: Codebook = {
    variables: Object.entries(recipe.codebook).map(([name, entry]) => toVariable(name, entry)),
  };
  const { adaptation, simulation } = recipe;
  const { prompt_rows: promptRows, ...evaluation } = recipe.evaluation;
  const { cross_fit: crossFit } = recipe.rectification;
  return {
    name: recipe.study,
    title: recipe.title,
    notice: recipe.notice,
    synthetic: recipe.synthetic,
    codebook,
    rule: recipe.rule,
    regressions: recipe.regressions,
    split: recipe.split,
    prompt: recipe.prompt,
    adaptation: {
      rank: adaptation.rank,
      alpha: adaptation.alpha,
      learningRate: adaptation.learning_rate,
      epochs: adaptation.epochs,
      batch: adaptation.batch,
      warmup: adaptation.warmup,
      weightDecay: adaptation.weight_decay,
      clipNorm: adaptation.clip_norm,
      patience: adaptation.patience,
      seed: adaptation.seed,
      // Absent, so that studies without canaries stay what they were.
      ...(adaptation.canaries === 0 ? {} : { canaries: adaptation.canaries }),
    },
    simulation: { seeds: simulation.seeds, optionOrder: simulation.option_order },
    evaluation: { ...evaluation, ...(promptRows === 0 ? {} : { promptRows }) },
    ...(crossFit === 0 ? {} : { rectification: { crossFit } }),
    ...(recipe.experiments === undefined ? {} : { experiments: recipe.experiments }),
  };
}
