import type { Variable } from './codebook.ts';
import type { Dialect } from './dialect.ts';
import { recipeExperiments } from './experiments.ts';
import type { Study } from './study.ts';

export interface RecipeFiles {
  /** Paths as they are to stand in the recipe. */
  readonly dataFile: string;
  readonly modelFile: string;
  /** An adapter made elsewhere; absent where the model is adapted in the project. */
  readonly adapterFile?: string;
  readonly dialect: Partial<Dialect>;
}

/** The recipe that `studyFromRecipe` turns into this study, as a plain value to be written as YAML. */
export function recipeFromStudy(
  study: Study,
  { dataFile, modelFile, adapterFile, dialect }: RecipeFiles,
): Record<string, unknown> {
  const { adaptation, simulation, prompt, rule } = study;
  const { promptRows, ...evaluation } = study.evaluation;
  return {
    pilotlight: 1,
    study: study.name,
    title: study.title,
    ...(study.notice === '' ? {} : { notice: study.notice }),
    ...(study.synthetic ? { synthetic: true } : {}),
    data: { file: dataFile, ...dialect },
    codebook: Object.fromEntries(study.codebook.variables.map((variable) => [variable.name, recipeVariable(variable)])),
    ...(rule === null ? {} : { rule }),
    ...(study.regressions.length === 0 ? {} : { regressions: study.regressions }),
    split: study.split,
    model: { base: modelFile, ...(adapterFile === undefined ? {} : { adapter: adapterFile }) },
    prompt,
    adaptation: {
      rank: adaptation.rank,
      alpha: adaptation.alpha,
      learning_rate: adaptation.learningRate,
      epochs: adaptation.epochs,
      batch: adaptation.batch,
      warmup: adaptation.warmup,
      weight_decay: adaptation.weightDecay,
      clip_norm: adaptation.clipNorm,
      patience: adaptation.patience,
      seed: adaptation.seed,
      ...(adaptation.canaries === undefined ? {} : { canaries: adaptation.canaries }),
    },
    simulation: { seeds: simulation.seeds, option_order: simulation.optionOrder },
    evaluation: { ...evaluation, ...(promptRows === undefined ? {} : { prompt_rows: promptRows }) },
    ...(study.rectification === undefined ? {} : { rectification: { cross_fit: study.rectification.crossFit } }),
    ...experimentsBlock(study),
  };
}

/** Nothing where the study asks for no experiment. */
function experimentsBlock({ experiments }: Study): Record<string, unknown> {
  const block = experiments === undefined ? {} : recipeExperiments(experiments);
  return Object.keys(block).length === 0 ? {} : { experiments: block };
}

function recipeVariable(variable: Variable): Record<string, unknown> {
  const { name, label, role, scale, options, missing, wording, unit, identifiers } = variable;
  return {
    role,
    scale,
    ...(label === name ? {} : { label }),
    ...(options.length === 0 ? {} : { options: options.map(recipeOption) }),
    ...(missing.length === 0 ? {} : { missing }),
    ...recipeWording(wording),
    ...(unit === '' ? {} : { unit }),
    ...(identifiers === undefined ? {} : { identifiers }),
  };
}

function recipeOption({ value, label }: { readonly value: string; readonly label: string }): unknown {
  // These two words are the keys of the long form.
  return value === 'value' || value === 'label' ? { value, label } : { [value]: label };
}

function recipeWording({ text, byCondition }: Variable['wording']): Record<string, unknown> {
  if (Object.keys(byCondition).length > 0) return { wording: { text, by_condition: byCondition } };
  return text === '' ? {} : { wording: text };
}
