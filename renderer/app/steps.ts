/** The eight steps of the work, in the order of the rail. */
export const steps = [
  { id: 'data', path: '/data', label: 'Data' },
  { id: 'codebook', path: '/codebook', label: 'Codebook' },
  { id: 'split', path: '/split', label: 'Split' },
  { id: 'models', path: '/models', label: 'Models' },
  { id: 'adapt', path: '/adapt', label: 'Adapt' },
  { id: 'simulate', path: '/simulate', label: 'Simulate' },
  { id: 'evaluate', path: '/evaluate', label: 'Evaluate' },
  { id: 'report', path: '/report', label: 'Report' },
] as const;

export type Step = (typeof steps)[number];
export type StepId = Step['id'];
