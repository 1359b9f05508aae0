import type { ExperimentId } from '../../domain/experiments.ts';

export const experimentTitles: Readonly<Record<ExperimentId, string>> = {
  'learning-curve': 'Learning curve',
  'leave-arm-out': 'Arms left out',
  'leave-item-out': 'Items left out',
  'pilot-composition': 'Random and equal pilots',
  demographics: 'Persona in and out of the prompt',
  robustness: 'Robustness of the simulation',
};
