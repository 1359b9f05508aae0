import { z } from 'zod';
import { codebookSchema } from '../domain/codebook.ts';
import { dialectSchema } from '../domain/dialect.ts';
import { inspectionSchema } from '../domain/inspection.ts';
import { ruleSchema } from '../domain/rule.ts';
import { regressionModels, studySchema } from '../domain/study.ts';
import { command, query } from '../rpc/define.ts';

export const studyFaultSchema = z.object({
  /** Path of the field as in a recipe: `['codebook', <name of the variable>, 'options']`, `['regressions', 0, 'formula']`. */
  path: z.array(z.union([z.string(), z.number()])),
  /** What is wrong, as the end of a sentence about the field, without a full stop. */
  message: z.string(),
});

/** A fault in a text that is being written: characters `start` (0-based) to `end` (exclusive). */
export const textFaultSchema = z.object({ start: z.int(), end: z.int(), message: z.string() });
export type TextFault = z.infer<typeof textFaultSchema>;

/** What can stand at the cursor: `text` replaces the characters `start` to `end`. */
export const completionsSchema = z.object({
  start: z.int(),
  end: z.int(),
  items: z.array(
    z.object({
      text: z.string(),
      /** Label of the variable or option, or what the function does. */
      label: z.string(),
      kind: z.enum(['variable', 'function', 'option', 'operator']),
    }),
  ),
});
export type Completions = z.infer<typeof completionsSchema>;

const path = z.string().min(1);
/** Position of the cursor in the text; null: its end. */
const cursor = z.int().nonnegative().nullable().default(null);
/** The codebook being edited; null: that of the project. */
const codebook = codebookSchema.nullable().default(null);
/** Replaces a file that is there already; otherwise that throws `file-exists`. */
const overwrite = z.boolean().default(false);
const written = z.object({ path: z.string() });

export const studyContract = {
  /**
   * Sets the study of the project; phases that depended on what changed become stale. Returns the changed sections. A
   * study with faults is refused (`codebook-invalid`), except as a draft: then its faults come back, the data can be
   * imported with it, and phases after that refuse to start until it has none. With `before`, the study that was changed, throws
   * `study-changed` where the project has another one by now, as when two pages edit it.
   */
  'study.set': command(
    z.strictObject({ study: studySchema, draft: z.boolean().default(false), before: studySchema.optional() }),
    z.object({ changed: z.array(z.string()), faults: z.array(studyFaultSchema) }),
  ),
  'study.get': query(z.strictObject({}), studySchema.nullable()),
  /** Everything wrong with a study, also with its shape; empty when it can run. */
  'study.check': query(z.strictObject({ study: z.unknown() }), z.object({ faults: z.array(studyFaultSchema) })),
  /** A study to begin with, from an inspected file: identifiers excluded, everything else persona until roles are given. */
  'study.draft': query(z.strictObject({ inspection: inspectionSchema, name: z.string().default('') }), studySchema),
  /** Reads a recipe without setting it. Throws `recipe-invalid` with all faults in `details.problems`. */
  'study.fromRecipe': query(
    z.strictObject({ path }),
    z.object({
      study: studySchema,
      /** Absolute path of the data file and what the recipe says about its form. */
      data: z.object({ path: z.string(), dialect: dialectSchema.partial() }),
      /** Absolute path of the base model. */
      model: z.object({ path: z.string() }),
      /** Absolute path of an adapter made elsewhere; null where the model is adapted in the project. */
      adapter: z.object({ path: z.string() }).nullable(),
    }),
  ),
  /** Writes the project's study as a recipe; data file and model are those of the project unless told. */
  'study.exportRecipe': command(
    z.strictObject({
      path,
      dataPath: path.nullable().default(null),
      modelPath: path.nullable().default(null),
      overwrite,
    }),
    written,
  ),
  /** Reads a codebook from JSON or CSV without setting it. Throws `codebook-invalid` with `details.problems`. */
  'study.importCodebook': query(z.strictObject({ path }), codebookSchema),
  'study.exportCodebook': command(z.strictObject({ path, format: z.enum(['json', 'csv']), overwrite }), written),
  'study.checkFormula': query(
    z.strictObject({
      formula: z.string(),
      /** Null: whatever the scale of the outcome. */
      model: z.enum(regressionModels).nullable().default(null),
      cursor,
      codebook,
    }),
    z.object({ faults: z.array(textFaultSchema), completions: completionsSchema }),
  ),
  /** Faults of a rule by case (0-based; null: the rule as a whole); completions for the condition of `at.case` at the cursor. */
  'study.checkRule': query(
    z.strictObject({
      rule: z.strictObject({
        ...ruleSchema.shape,
        action: z.string(),
        cases: z.array(z.strictObject({ when: z.string(), choose: z.string() })),
      }),
      at: z.strictObject({ case: z.int().nonnegative(), cursor }).nullable().default(null),
      codebook,
    }),
    z.object({
      faults: z.array(
        textFaultSchema.extend({ case: z.int().nullable(), field: z.enum(['action', 'when', 'choose']) }),
      ),
      completions: completionsSchema.nullable(),
    }),
  ),
};
