import type { PhaseName } from '../../shared/contract/phases.ts';

/** Phases as the command line names them. */
export const phaseTitles: Readonly<Record<PhaseName, string>> = {
  import: 'Import',
  split: 'Split',
  adapt: 'Adaptation',
  'simulate-base': 'Simulation, base model',
  'simulate-adapted': 'Simulation, adapted model',
  'simulate-prompted': 'Simulation, pilot rows in the prompt',
  'cross-fit': 'Cross-fitting',
  evaluate: 'Evaluation',
  report: 'Report',
};

/** Column width of the titles in a table, in characters. */
export const titleWidth = Math.max(...Object.values(phaseTitles).map((title) => title.length)) + 2;
