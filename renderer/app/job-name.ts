import type { Job } from '../../shared/contract/jobs.ts';

const kinds: Readonly<Record<Job['kind'], string>> = {
  import: 'Import',
  adapt: 'Adaptation',
  simulate: 'Simulation',
  'cross-fit': 'Cross-fitting',
  evaluate: 'Evaluation',
  experiments: 'Experiments',
  report: 'Report',
};

const models: Readonly<Record<NonNullable<Job['by']>, string>> = {
  base: 'base model',
  adapted: 'adapted model',
  prompted: 'pilot rows in the prompt',
};

/** What a job does, and a simulation with which model. */
export function jobName({ kind, by }: Pick<Job, 'kind' | 'by'>): string {
  return by === null ? kinds[kind] : `${kinds[kind]}, ${models[by]}`;
}
