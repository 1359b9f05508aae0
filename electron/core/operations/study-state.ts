import { z } from 'zod';
import type { PhaseName } from '../../../shared/contract/phases.ts';
import { studySchema } from '../../../shared/domain/study.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { studyMissing, stepMissing } from '../../../shared/messages/core-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { findAdapter } from '../database/repositories/adapters.ts';
import type { Dataset } from '../database/repositories/datasets.ts';
import { findDataset } from '../database/repositories/datasets.ts';
import { getMeta } from '../database/repositories/meta.ts';
import type { ModelRecord } from '../database/repositories/models.ts';
import { findModel } from '../database/repositories/models.ts';
import type { PhaseRecord } from '../database/repositories/phases.ts';
import { findPhase, listPhases } from '../database/repositories/phases.ts';
import type { SplitRecord } from '../database/repositories/splits.ts';
import { findSplit } from '../database/repositories/splits.ts';
import { findStudy } from '../database/repositories/studies.ts';

/** A project holds one study, under this identifier. */
export const studyId = 'study';
/** Key of the fact which model the study uses. */
export const currentModelKey = 'current-model';

/** The current things of each phase; null where the phase has not been done. Whether they are still valid is another question. */
export interface StudyState {
  readonly study: Study;
  readonly dataset: Dataset | null;
  readonly split: SplitRecord | null;
  readonly model: ModelRecord | null;
  readonly adapter: AdapterRecord | null;
  readonly phases: ReadonlyMap<string, PhaseRecord>;
}

/** Throws `not-found` when the project has no study yet. */
export function readStudyState(db: ReadDb): StudyState {
  const state = findStudyState(db);
  if (state === null) throw new PilotlightError('not-found', studyMissing());
  return state;
}

/** The same, or null when the project has no study yet. */
export function findStudyState(db: ReadDb): StudyState | null {
  const record = findStudy(db, studyId);
  if (record === undefined) return null;
  const output = (name: PhaseName): string => findPhase(db, name)?.outputId ?? '';
  return {
    study: studySchema.parse(record.settings),
    dataset: currentDataset(db),
    split: findSplit(db, output('split')) ?? null,
    model: currentModel(db),
    adapter: findAdapter(db, output('adapt')) ?? null,
    phases: new Map(listPhases(db).map((phase) => [phase.name, phase])),
  };
}

/** The imported data, null before the first import. Needs no study. */
export function currentDataset(db: ReadDb): Dataset | null {
  return findDataset(db, findPhase(db, 'import')?.outputId ?? '') ?? null;
}

/** The base model, null before one is chosen. Needs no study. */
export function currentModel(db: ReadDb): ModelRecord | null {
  return findModel(db, getMeta(db, currentModelKey) ?? '') ?? null;
}

/** The value, or a sentence that says which step has to come first. */
export function required<Value>(value: Value | null | undefined, step: string): Value {
  if (value === null || value === undefined) throw new PilotlightError('not-found', stepMissing(step));
  return value;
}

/** Facts about a model file that are shown, as kept with its record. */
export const modelMetadataSchema = z.object({
  name: z.string(),
  architecture: z.string(),
  description: z.string(),
  licence: z.string(),
  parameters: z.number(),
  /** Absent in records of earlier versions. */
  quantisation: z.string().default(''),
  contextLength: z.number(),
  hasChatTemplate: z.boolean(),
});
