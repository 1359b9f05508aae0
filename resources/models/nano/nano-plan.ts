import type { TrainingPlan } from './training/schedule.ts';

const reading: TrainingPlan = {
  seed: 20_260_101,
  steps: 7500,
  sequencesPerStep: 1,
  tokensPerSequence: 1160,
  narrowWidth: 160,
  fullWidth: 288,
  peakLearningRate: 1.4e-3,
  warmUpSteps: 100,
  finalShare: 0.03,
  weightDecay: 0.05,
  clipNorm: 1,
  textWeight: 0,
  optionWeight: 0.3,
  drillShare: 0.06,
  drillRest: 0.1,
  easyShare: 0.2,
  hintWeight: [0.5, 0.1],
  strength: [3, 1],
  readingShare: 0.2,
  portraits: [0.6, 0.2],
};

/** Where the first part ends, before its rate has fallen to the end. */
const readingSteps = 4500;

/** What follows: everything at once, more of it about persons. */
const leaning: TrainingPlan = {
  ...reading,
  seed: 20_260_102,
  steps: 4500,
  peakLearningRate: 1.1e-3,
  drillShare: 0,
  easyShare: 0,
  readingShare: 0,
};

/** The parts of the training of the file that ships, each with the number of steps that is done of it. */
export const nanoParts = [
  { plan: reading, steps: readingSteps },
  { plan: leaning, steps: leaning.steps },
] as const;
