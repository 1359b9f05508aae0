import { z } from 'zod';
import type { JobKind } from '../../../shared/contract/jobs.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import type { ProjectDb } from '../database/read-write-db.ts';
import type { ProjectAccess } from '../reading-contract.ts';
import type { ProgressReport } from './progress-tracker.ts';

/** What a running job may use. */
export interface JobContext {
  readonly jobId: string;
  readonly db: ProjectDb;
  /** What opens the project for reading in a process that the job starts. */
  readonly access: () => ProjectAccess;
  readonly dependencies: CoreDependencies;
  /** Fires on cancellation and when the project closes. */
  readonly signal: AbortSignal;
  readonly report: (progress: ProgressReport) => void;
  readonly log: (level: 'info' | 'warning' | 'error', message: string) => void;
}

/** One kind of job. `run` may be called again for an interrupted job and goes on from what it had confirmed. */
export interface JobDefinition<Input extends z.ZodType = z.ZodType> {
  readonly kind: JobKind;
  readonly input: Input;
  readonly run: (input: z.output<Input>, context: JobContext) => Promise<unknown>;
}

/**
 * A job whose module is loaded when the first of its kind runs. Together they bring the statistics, the exporters and the chart
 * library, more than the rest of the core, and opening a project needs none of them.
 */
export function loadWhenRun(kind: JobKind, load: () => Promise<JobDefinition>): JobDefinition {
  return { kind, input: z.unknown(), run: async (input, context) => (await load()).run(input, context) };
}

/** Binds the input type of a job to its schema. */
export function defineJob<Input extends z.ZodType>(definition: JobDefinition<Input>): JobDefinition {
  return { ...definition, run: (input, context) => definition.run(definition.input.parse(input), context) };
}
