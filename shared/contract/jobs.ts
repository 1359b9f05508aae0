import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { command, query, stream } from '../rpc/define.ts';
import { simulations } from './simulate.ts';

export const jobKinds = ['import', 'adapt', 'simulate', 'cross-fit', 'evaluate', 'experiments', 'report'] as const;
export type JobKind = (typeof jobKinds)[number];
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

export const progressSchema = z.object({
  /** What is being done, in words. */
  phase: z.string(),
  done: z.number(),
  total: z.number(),
  /** What `done` and `total` count, such as respondents. */
  unit: z.string(),
  /** Units a second since the phase began, or null when unknown. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Where tokens are computed: tokens a second since the phase began. */
  tokensPerSecond: z.number().nullable().optional(),
  /** Memory of the process that computes, bytes. */
  memoryBytes: z.number().nullable().optional(),
  /** Where the work consists of many pieces, such as the cells of experiments: all of them together. */
  whole: z.object({ done: z.int(), total: z.int(), unit: z.string(), secondsLeft: z.number().nullable() }).optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  /** Whose answers a simulation computes; null for other work. */
  by: z.enum(simulations).nullable(),
  state: z.enum(jobStates),
  progress: progressSchema.nullable(),
  errorCode: z.enum(errorCodes).nullable(),
  errorMessage: z.string().nullable(),
  output: z.unknown(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), job: jobSchema }),
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({
    type: z.literal('log'),
    at: z.string(),
    level: z.enum(['info', 'warning', 'error']),
    message: z.string(),
  }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

const jobId = z.strictObject({ jobId: z.string() });

export const jobsContract = {
  'jobs.list': query(z.strictObject({}), z.array(jobSchema)),
  'jobs.get': query(jobId, jobSchema),
  /** Replays the log and follows the job until it ends. Watching is not running: closing the stream leaves the job alone. */
  'jobs.watch': stream(jobId, jobEventSchema),
  'jobs.cancel': command(jobId, jobSchema),
  /** Stops a job that keeps what it has confirmed: it becomes `interrupted`, and `jobs.resume` goes on from there. Throws `usage` for other jobs. */
  'jobs.pause': command(jobId, jobSchema),
  'jobs.resume': command(jobId, z.object({ jobId: z.string() })),
};
