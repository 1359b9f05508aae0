import type { Variable } from './codebook.ts';
import type { ColumnInspection, Inspection } from './inspection.ts';
import { recipeSchema, studyFromRecipe } from './recipe.ts';
import type { SplitSettings } from './split.ts';
import type { Study } from './study.ts';

/** Longest question that can also serve as a label. */
const longestLabel = 60;

/**
 * A study to begin with, from what a data file seems to hold: variables as they were recognised, everything else as the
 * recipe's defaults. No column is a belief or an action until a person says so, so it has faults.
 */
export function draftStudy(inspection: Inspection, name: string): Study {
  const title = name === '' ? inspection.fileName.replace(/\.[^.]*$/, '') : name;
  const recipe = recipeSchema.parse({
    pilotlight: 1,
    study: slugOf(title),
    title,
    data: { file: inspection.fileName },
    codebook: {},
    split: { seed: 1, parts: draftParts(inspection.records) },
    model: { base: 'none' },
  });
  const columns = inspection.columns.filter((column) => column.name !== '');
  return { ...studyFromRecipe(recipe), codebook: { variables: columns.map(draftVariable) } };
}

/** A fifth of the respondents to train on, a tenth to stop by and a fifth to rectify with; the rest are evaluated. */
function draftParts(records: number): SplitSettings['parts'] {
  const share = (part: number, most: number): number => Math.min(most, Math.max(1, Math.round(records * part)));
  return {
    'pilot-train': share(0.2, 1000),
    'pilot-validation': share(0.1, 500),
    rectification: share(0.2, 1000),
    evaluation: 'rest',
  };
}

function draftVariable(column: ColumnInspection): Variable {
  const { name, question, role, scale, options, missingCodes, identifiers } = column;
  return {
    name,
    label: question !== '' && question.length <= longestLabel ? question : name,
    role,
    scale,
    options: options.map(({ value, label }) => ({ value, label })),
    missing: missingCodes.map(({ code }) => code),
    wording: { text: question, byCondition: {} },
    unit: '',
    ...(identifiers.length === 0 ? {} : { identifiers }),
  };
}

/** The name of a study: lower-case letters, digits and hyphens. */
function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'study' : slug;
}
