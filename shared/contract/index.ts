import { adaptContract } from './adapt.ts';
import { auditContract } from './audit.ts';
import { changesContract } from './changes.ts';
import { dataContract } from './data.ts';
import { evaluateContract } from './evaluate.ts';
import { experimentsContract } from './experiments.ts';
import { exportContract } from './export.ts';
import { filesContract } from './files.ts';
import { jobsContract } from './jobs.ts';
import { modelsContract } from './models.ts';
import { phasesContract } from './phases.ts';
import { projectContract } from './project.ts';
import { reportContract } from './report.ts';
import { settingsContract } from './settings.ts';
import { shellContract } from './shell.ts';
import { simulateContract } from './simulate.ts';
import { splitContract } from './split.ts';
import { studyContract } from './study.ts';
import { systemContract } from './system.ts';

/** Every operation there is. Shells and screens know the core only through this. */
export const contract = {
  ...projectContract,
  ...studyContract,
  ...dataContract,
  ...splitContract,
  ...modelsContract,
  ...adaptContract,
  ...simulateContract,
  ...evaluateContract,
  ...experimentsContract,
  ...reportContract,
  ...exportContract,
  ...phasesContract,
  ...jobsContract,
  ...auditContract,
  ...changesContract,
  ...systemContract,
  ...shellContract,
  ...filesContract,
  ...settingsContract,
};

export type PilotlightContract = typeof contract;
