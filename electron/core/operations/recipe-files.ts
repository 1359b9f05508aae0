import { resolve } from 'node:path';
import { z } from 'zod';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import { dialectSchema } from '../../../shared/domain/dialect.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import type { StudyState } from './study-state.ts';
import { required } from './study-state.ts';

const importSchema = z.looseObject({ path: z.string(), dialect: dialectSchema.partial() });

/** Data file and model of the project, as a recipe names them: the file of the latest import and the base model unless told. */
export function recipeFiles(
  db: ReadDb,
  state: StudyState,
  told: { readonly dataPath: string | null; readonly modelPath: string | null },
): { dataFile: string; modelFile: string; dialect: Partial<Dialect> } {
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
    dialect,
  };
}
