import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Phase, PhaseName, phasesContract } from '../../../shared/contract/phases.ts';
import type { JobKind } from '../../../shared/contract/jobs.ts';
import {
  phaseChanged,
  phaseFollows,
  phaseNeeds,
  phaseNeedsModel,
  phaseNeedsStudy,
  reportFilesChanged,
} from '../../../shared/messages/core-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { JobRecord } from '../database/repositories/jobs.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { hashFile } from '../files/hash.ts';
import { reportFilesIntact } from '../jobs/report-files.ts';
import type { Session } from '../session.ts';
import { experimentsHash } from './experiment-parts.ts';
import type { PhaseParts } from './phase-parts.ts';
import {
  crossFitParts,
  evaluateParts,
  fingerprintOf,
  importParts,
  phasesOf,
  presentAdapterParts,
  reportParts,
  simulateParts,
  splitParts,
  upstream,
} from './phase-parts.ts';
import type { StudyState } from './study-state.ts';
import { findStudyState } from './study-state.ts';

interface DataSource {
  readonly path: string;
  readonly dialect: unknown;
}

export function phasesOperations(session: Session): Handlers<typeof phasesContract> {
  return {
    async 'phases.list'({ data }, { signal }) {
      const { db } = session.current().project;
      const state = findStudyState(db);
      if (state === null) return phasesOf({ evaluation: {} }).map(withoutStudy);
      const sha256 = data !== null && existsSync(data.path) ? await hashFile(data.path, signal) : null;
      return describePhases(db, state, data, sha256, session.dependencies.versions);
    },
  };
}

function withoutStudy(name: PhaseName): Phase {
  return { name, state: 'empty', reasons: [phaseNeedsStudy()], finishedAt: null, resumableJobId: null, failure: null };
}

/** The state of every phase: a phase is done when it was computed from what is there now, and so were those before it. */
async function describePhases(
  db: ReadDb,
  state: StudyState,
  data: DataSource | null,
  dataSha256: string | null,
  versions: PhaseParts,
): Promise<Phase[]> {
  const jobs = listJobs(db);
  const described = new Map<PhaseName, Phase>();
  for (const name of phasesOf(state.study)) {
    const parts = partsOf(db, state, name, { data, dataSha256, versions });
    const before = upstream[name].flatMap((phase) => described.get(phase) ?? []);
    described.set(name, await describePhase(db, state, name, parts, before, jobs));
  }
  return [...described.values()];
}

interface Circumstances {
  readonly data: DataSource | null;
  readonly dataSha256: string | null;
  readonly versions: PhaseParts;
}

function partsOf(
  db: ReadDb,
  state: StudyState,
  name: PhaseName,
  { data, dataSha256, versions }: Circumstances,
): PhaseParts | null {
  switch (name) {
    case 'import': {
      const stored = state.phases.get('import')?.parts;
      if (data === null || dataSha256 === null) {
        // Without the file only the codebook can be compared.
        return stored === undefined ? null : { ...stored, ...codebookPart(state) };
      }
      return importParts(state.study, dataSha256, data.dialect);
    }
    case 'split':
      return splitParts(state);
    case 'adapt':
      return presentAdapterParts(db, state, versions);
    case 'simulate-base':
      return simulateParts(db, state, 'base', versions);
    case 'simulate-adapted':
      return simulateParts(db, state, 'adapted', versions);
    case 'simulate-prompted':
      return simulateParts(db, state, 'prompted', versions);
    case 'cross-fit':
      return crossFitParts(db, state, versions);
    case 'evaluate':
      return evaluateParts(db, state);
    case 'report':
      return reportParts(state, null, null, experimentsHash(db, state, versions));
  }
}

function codebookPart(state: StudyState): PhaseParts {
  const key = 'the scales, options or missing codes of the codebook';
  return { [key]: importParts(state.study, '', null)[key] ?? '' };
}

async function describePhase(
  db: ReadDb,
  state: StudyState,
  name: PhaseName,
  parts: PhaseParts | null,
  before: readonly Phase[],
  jobs: readonly JobRecord[],
): Promise<Phase> {
  const record = state.phases.get(name);
  const latest = jobs.findLast((job) => job.kind === jobKindOf(name) && belongsTo(job, name));
  const resumable = latest !== undefined && canGoOn(latest, parts);
  const common = {
    name,
    finishedAt: record?.finishedAt ?? null,
    resumableJobId: resumable ? latest.id : null,
    failure: latest === undefined ? null : failureOf(latest, record?.finishedAt ?? null),
  };
  if (latest !== undefined && (latest.state === 'running' || latest.state === 'queued'))
    return { ...common, failure: null, state: 'running', reasons: [] };
  const waiting = before.filter((phase) => phase.state !== 'done');
  if (record === undefined) {
    const needed = [
      ...waiting.map((phase) => phaseNeeds(phase.name, phase.state === 'stale')),
      ...modelNeeded(name, state),
    ];
    const { failure } = common;
    if (failure !== null && waiting.length === 0) return { ...common, state: 'failed', reasons: [failure.message] };
    return { ...common, state: needed.length === 0 ? 'ready' : 'empty', reasons: needed };
  }
  if (waiting.length > 0)
    return { ...common, state: 'stale', reasons: waiting.map((phase) => phaseFollows(phase.name)) };
  const names = new Set([...Object.keys(record.parts), ...Object.keys(parts ?? {})]);
  const changed = [...names].filter((part) => record.parts[part] !== parts?.[part]);
  if (changed.length > 0) return { ...common, state: 'stale', reasons: changed.map(phaseChanged) };
  if (name === 'report' && !(await reportFilesIntact(db, record)))
    return { ...common, state: 'stale', reasons: [reportFilesChanged()] };
  return { ...common, state: 'done', reasons: [] };
}

const modelPhases: readonly PhaseName[] = [
  'adapt',
  'simulate-base',
  'simulate-adapted',
  'simulate-prompted',
  'cross-fit',
];

/** What keeps a phase that computes with the base model from beginning. */
function modelNeeded(name: PhaseName, { model }: StudyState): string[] {
  if (!modelPhases.includes(name) || (model !== null && existsSync(model.path))) return [];
  return [phaseNeedsModel(model !== null)];
}

/** Why a job failed, unless its phase was finished after it, as by taking the adapter of another run. */
function failureOf({ state, error, endedAt }: JobRecord, finishedAt: string | null): Phase['failure'] {
  if (state !== 'failed' || error === null) return null;
  return finishedAt !== null && endedAt !== null && endedAt < finishedAt ? null : error;
}

const keepingKinds: readonly string[] = ['adapt', 'simulate', 'cross-fit'];
const endedEarly: readonly string[] = ['interrupted', 'cancelled', 'failed'];
const withParts = z.looseObject({ parts: z.record(z.string(), z.string()) });

/** Whether starting the phase now goes on with this job: it ended early, keeps what it did, and nothing has changed since. */
function canGoOn(job: JobRecord, parts: PhaseParts | null): boolean {
  if (!keepingKinds.includes(job.kind) || !endedEarly.includes(job.state) || parts === null) return false;
  const input = withParts.safeParse(job.input);
  return input.success && fingerprintOf(input.data.parts) === fingerprintOf(parts);
}

function jobKindOf(name: PhaseName): JobKind | null {
  if (name === 'split') return null;
  if (name === 'simulate-base' || name === 'simulate-adapted' || name === 'simulate-prompted') return 'simulate';
  return name;
}

function belongsTo(job: JobRecord, name: PhaseName): boolean {
  if (job.kind !== 'simulate') return true;
  const input = job.input;
  const by = typeof input === 'object' && input !== null && 'by' in input ? input.by : null;
  return name === `simulate-${String(by)}`;
}
