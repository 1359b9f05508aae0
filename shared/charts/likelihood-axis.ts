import type { LaneAxis } from './lane.ts';

/** Axis of negative log likelihoods. */
export const likelihoodAxis: LaneAxis = {
  title: 'mean −ln p of the human answer, nats per answer (smaller is better)',
  scale: 'linear',
  unit: 'number',
  references: [],
  include: [],
  limits: null,
};
