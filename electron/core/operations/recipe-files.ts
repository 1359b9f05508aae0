import { resolve } from 'node:path';
import { z } from 'zod';
import { dialectSchema } from '../../../shared/domain/dialect.ts';
import type { RecipeFiles } from '../../../shared/domain/recipe-from-study.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import type { StudyState } from './study-state.ts';
import { required } from './study-state.ts';

const importSchema = z.looseObject({ path: z.string(), dialect: dialectSchema.partial() });

const elsewhereSchema = z.looseObject({ path: z.string() });

/** Data file and model of the project, as a recipe names them: the file of the latest import and the base model unless told; an adapter made elsewhere where simulations use one. */
export function recipeFiles(
  db: ReadDb,
  state: StudyState,
  told: { readonly dataPath: string | null; readonly modelPath: string | null },
): RecipeFiles {
  const job = listJobs(db, ['done']).findLast(({ kind }) => kind === 'import');
  const imported = importSchema.safeParse(job?.input);
  const dataFile = told.dataPath === null ? imported.data?.path : resolve(told.dataPath);
  const modelFile = told.modelPath === null ? state.model?.path : resolve(told.modelPath);
  const dialect = Object.fromEntries(
    Object.entries(imported.data?.dialect ?? {}).filter(([, value]) => value !== undefined),
  );
  return {
    dataFile: required(dataFile, 'imported data or a data file'),
    modelFile: required(modelFile, 'a base model'),
    ...(state.adapter?.jobId === null ? { adapterFile: elsewhereSchema.parse(state.adapter.metadata).path } : {}),
    dialect,
  };
}
