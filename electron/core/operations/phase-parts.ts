import type { PhaseName } from '../../../shared/contract/phases.ts';
import { phaseNames } from '../../../shared/contract/phases.ts';
import type { Simulation } from '../../../shared/contract/simulate.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Study } from '../../../shared/domain/study.ts';
import type { UsedPart } from '../../../shared/domain/split.ts';
import { canonicalSplit } from '../../../shared/domain/split.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import type { ModelRecord } from '../database/repositories/models.ts';
import { readCounts, readMembersOfParts } from '../database/repositories/splits.ts';
import { hashJson, hashText } from '../files/hash.ts';
import type { StudyState } from './study-state.ts';

/** Hashes by name of what a phase is computed from. The names are shown to people as reasons. */
export type PhaseParts = Readonly<Record<string, string>>;

/** One hash for all parts of a phase. */
export function fingerprintOf(parts: PhaseParts): string {
  return hashJson(parts);
}

/** What decides how cells are read: a new label of a question does not make an import stale, a new option does. */
function readingRules(codebook: Codebook): unknown {
  return codebook.variables.map(({ name, role, scale, options, missing }) => ({
    name,
    kept: role === 'excluded' || role === 'id' ? role : 'kept',
    scale,
    options,
    missing,
  }));
}

export function importParts(study: Study, dataSha256: string, dialect: unknown): PhaseParts {
  return {
    'the data file': dataSha256,
    'the way the file is read': hashJson(dialect),
    'the scales, options or missing codes of the codebook': hashJson(readingRules(study.codebook)),
  };
}

export function splitParts(state: StudyState): PhaseParts | null {
  if (state.dataset === null) return null;
  const { study } = state;
  const clusters = variablesWithRole(study.codebook, 'cluster').map((variable) => variable.name);
  return {
    'the imported data': state.phases.get('import')?.fingerprint ?? '',
    'the split settings': hashJson({ settings: study.split, clusters }),
  };
}

/** What a prompt is made of, apart from the respondent. */
function promptParts(study: Study): string {
  const shown = variablesWithRole(study.codebook, 'persona', 'treatment', 'belief', 'action');
  return hashJson({ settings: study.prompt, variables: shown });
}

function partHash(db: ReadDb, splitId: string, wanted: readonly UsedPart[]): string {
  return hashText(canonicalSplit(readMembersOfParts(db, splitId, wanted)));
}

export function adaptParts(db: ReadDb, state: StudyState, versions: PhaseParts): PhaseParts | null {
  const { study, split, model } = state;
  if (split === null || model === null) return null;
  return {
    'the imported data': state.phases.get('import')?.fingerprint ?? '',
    'the pilot respondents': partHash(db, split.id, ['pilot-train', 'pilot-validation']),
    'the base model': model.sha256,
    'the prompts': promptParts(study),
    'the adaptation settings': hashJson(study.adaptation),
    ...engineVersion(versions),
  };
}

/** What an adapter made elsewhere rests on: the model that it fits and nothing of the project. */
export function elsewhereParts(model: ModelRecord, adapter: AdapterRecord): PhaseParts {
  return { 'the base model': model.sha256, 'the adapter': adapter.sha256 };
}

/** What the present adapter rests on, or would, were it trained now. */
export function presentAdapterParts(db: ReadDb, state: StudyState, versions: PhaseParts): PhaseParts | null {
  const { model, adapter } = state;
  if (adapter === null || adapter.jobId !== null) return adaptParts(db, state, versions);
  return model === null ? null : elsewhereParts(model, adapter);
}

export function simulateParts(db: ReadDb, state: StudyState, by: Simulation, versions: PhaseParts): PhaseParts | null {
  const { study, split, model, adapter } = state;
  if (split === null || model === null || (by === 'adapted' && adapter === null)) return null;
  const { promptRows: rows, seed } = study.evaluation;
  if (by === 'prompted' && rows === undefined) return null;
  const rectified = by !== 'prompted' && readCounts(db, split.id).rectification > 0;
  return {
    'the imported data': state.phases.get('import')?.fingerprint ?? '',
    'the evaluation respondents': partHash(db, split.id, ['evaluation']),
    // Only where there are any: a study without them keeps what it has simulated.
    ...(rectified ? { 'the rectification respondents': partHash(db, split.id, ['rectification']) } : {}),
    'the base model': model.sha256,
    'the prompts': promptParts(study),
    'the simulation settings': hashJson(study.simulation),
    ...(by === 'adapted' ? { 'the adapter': adapter?.sha256 ?? '' } : {}),
    ...(by === 'prompted'
      ? {
          'the pilot respondents': partHash(db, split.id, ['pilot-train']),
          'the choice of pilot rows in the prompt': hashJson({ rows, seed }),
        }
      : {}),
    ...engineVersion(versions),
  };
}

/** What the adapters and twins of all folds are computed from; null where something is missing or nothing asked for. */
export function crossFitParts(db: ReadDb, state: StudyState, versions: PhaseParts): PhaseParts | null {
  const { study, split, model } = state;
  if (study.rectification === undefined || split === null || model === null) return null;
  const { seed, unit, stratify } = study.split;
  return {
    'the imported data': state.phases.get('import')?.fingerprint ?? '',
    'the pilot respondents': partHash(db, split.id, ['pilot-train', 'pilot-validation']),
    'the evaluation respondents': partHash(db, split.id, ['evaluation']),
    'the base model': model.sha256,
    'the prompts': promptParts(study),
    'the adaptation settings': hashJson({ ...study.adaptation, canaries: null }),
    'the simulation settings': hashJson(study.simulation),
    'the folds': hashJson({ folds: study.rectification.crossFit, seed, unit, stratify }),
    ...engineVersion(versions),
  };
}

/** Hash of what one fold is computed from; its simulation is kept under it. */
export function foldFingerprint(whole: string, fold: number): string {
  return hashJson({ whole, fold });
}

export function evaluateParts(db: ReadDb, state: StudyState): PhaseParts | null {
  const { study, split, phases } = state;
  const [base, adapted] = [phases.get('simulate-base'), phases.get('simulate-adapted')];
  if (split === null || base === undefined || adapted === undefined) return null;
  const folds = phases.get('cross-fit');
  if (study.rectification !== undefined && folds === undefined) return null;
  const asksPrompted = phasesOf(study).includes('simulate-prompted');
  const prompted = phases.get('simulate-prompted');
  if (asksPrompted && prompted === undefined) return null;
  return {
    'the answers simulated by the base model': base.fingerprint,
    'the answers simulated by the adapted model': adapted.fingerprint,
    ...(asksPrompted ? { 'the answers simulated with pilot rows in the prompt': prompted?.fingerprint ?? '' } : {}),
    ...(study.rectification === undefined ? {} : { 'the answers simulated fold by fold': folds?.fingerprint ?? '' }),
    'the pilot respondents': partHash(db, split.id, ['pilot-train', 'pilot-validation']),
    'the codebook': hashJson(study.codebook),
    'the belief-action rule': hashJson(study.rule),
    'the regressions': hashJson(study.regressions),
    'the evaluation settings': hashJson(study.evaluation),
    'the title or notice': hashJson([study.name, study.title, study.notice, study.synthetic]),
  };
}

/**
 * `folder` null: what the latest report was made of, wherever it is and whatever sections it has. `experiments`: hash of
 * their results, null where there are none.
 */
export function reportParts(
  state: StudyState,
  folder: string | null,
  sections: readonly string[] | null = null,
  experiments: string | null = null,
): PhaseParts | null {
  const evaluation = state.phases.get('evaluate');
  if (evaluation === undefined) return null;
  const latest = state.phases.get('report')?.parts ?? {};
  const asked = sections === null ? undefined : hashJson(sections);
  const chosen = folder === null ? latest[sectionsPart] : asked;
  return {
    'the evaluation': evaluation.fingerprint,
    'the folder of the report': folder ?? latest['the folder of the report'] ?? '',
    ...(chosen === undefined ? {} : { [sectionsPart]: chosen }),
    ...(experiments === null ? {} : { 'the experiments': experiments }),
  };
}

const sectionsPart = 'the sections of the report';

function engineVersion(versions: PhaseParts): PhaseParts {
  return { 'the version of llama.cpp': versions['node-llama-cpp'] ?? '' };
}

/** The phases that a study has, in order. */
export function phasesOf(study: {
  readonly evaluation: Pick<Study['evaluation'], 'promptRows'>;
  readonly rectification?: Study['rectification'];
}): PhaseName[] {
  return phaseNames.filter((name) => {
    if (name === 'simulate-prompted') return study.evaluation.promptRows !== undefined;
    return name !== 'cross-fit' || study.rectification !== undefined;
  });
}

/** Phases in the order of the data, with those that each rests on. */
export const upstream: Readonly<Record<PhaseName, readonly PhaseName[]>> = {
  import: [],
  split: ['import'],
  adapt: ['split'],
  'simulate-base': ['split'],
  'simulate-adapted': ['split', 'adapt'],
  'simulate-prompted': ['split'],
  'cross-fit': ['split'],
  // Of these only those that the study has.
  evaluate: ['simulate-base', 'simulate-adapted', 'simulate-prompted', 'cross-fit'],
  report: ['evaluate'],
};
