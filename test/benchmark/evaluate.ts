import { parseArgs } from 'node:util';
import { evaluate } from '../../shared/evaluation/evaluate.ts';
import { evaluationWorkload } from './evaluation-workload.ts';

export interface EvaluateBenchOptions {
  readonly respondents: number;
  readonly draws: number;
}

/**
 * Measures one evaluation (8 items, 8 subgroups, 2 models with 3 seeds, 5 baselines, 2 regressions): wall-clock seconds by
 * phase (that of the baselines holds the laying out of the sample), wall-clock and processor seconds of the whole, the
 * longest time between two steps, after which a host answers messages, and the most memory that was held, the made-up
 * answers included.
 */
export function benchEvaluate(options: EvaluateBenchOptions): object {
  const input = evaluationWorkload(options.respondents, options.draws);
  const seconds: Record<string, number> = {};
  const processor = process.cpuUsage();
  let phase = '';
  let since = performance.now();
  const start = since;
  let last = since;
  let longestStep = 0;
  const close = (next: string): void => {
    const now = performance.now();
    if (phase !== '') seconds[phase] = (seconds[phase] ?? 0) + (now - since) / 1000;
    [phase, since] = [next, now];
  };
  const results = evaluate(input, {
    onProgress: (progress) => {
      const now = performance.now();
      longestStep = Math.max(longestStep, (now - last) / 1000);
      last = now;
      if (progress.phase !== phase) close(progress.phase);
    },
  });
  close('');
  const { user, system } = process.cpuUsage(processor);
  return {
    ...options,
    sources: results.sources.length,
    seconds,
    wallSeconds: (performance.now() - start) / 1000,
    processorSeconds: (user + system) / 1e6,
    longestStepSeconds: longestStep,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    resultBytes: JSON.stringify(results).length,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { respondents: { type: 'string', default: '929' }, draws: { type: 'string', default: '2000' } },
  });
  const result = benchEvaluate({ respondents: Number(values.respondents), draws: Number(values.draws) });
  console.log(JSON.stringify(result, null, 2));
}
