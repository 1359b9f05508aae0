import type { TrainingPlan } from './training/schedule.ts';

/** The plan of the file that ships. */
export const nanoPlan: TrainingPlan = {
  seed: 20_260_101,
  steps: 6000,
  sequencesPerStep: 1,
  tokensPerSequence: 1160,
  narrowWidth: 160,
  fullWidth: 288,
  peakLearningRate: 1.5e-3,
  warmUpSteps: 100,
  finalShare: 0.03,
  weightDecay: 0.05,
  clipNorm: 1,
  textWeight: 0,
  optionWeight: 0.3,
  drillShare: 0.08,
  easyShare: 0.3,
};
