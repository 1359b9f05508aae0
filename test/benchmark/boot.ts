import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createDivergence, divergenceCells, readDivergence } from '../../shared/evaluation/divergence.ts';
import type { EvaluationInput, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../shared/evaluation/prepare.ts';
import { createResampler } from '../../shared/evaluation/resample.ts';
import { runMeasures } from '../../shared/evaluation/run-measures.ts';
import { evaluationWorkload } from './evaluation-workload.ts';

const peerSchema = z.object({ seconds: z.number(), values: z.array(z.number()), errors: z.array(z.number()) });

/**
 * The same statistic bootstrapped here and by R's `boot` on the same rows in one run: Jensen-Shannon distances between humans
 * and twins for 8 items, overall and in 8 groups. Needs Rscript with the package boot.
 */
export function benchBoot({ respondents, draws }: { readonly respondents: number; readonly draws: number }): object {
  const input = drawnOnly(evaluationWorkload(respondents, draws));
  const began = performance.now();
  const own = bootstrapHere(input);
  const seconds = (performance.now() - began) / 1000;
  const peer = bootstrapInR(input, draws);
  const apart = (a: readonly number[], b: readonly number[]): number =>
    Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
  return {
    respondents,
    draws,
    statistics: own.values.length,
    seconds,
    peerSeconds: peer.seconds,
    timesFaster: peer.seconds / seconds,
    largestDifferenceOfValues: apart(own.values, peer.values),
    largestRelativeDifferenceOfErrors: apart(
      own.errors.map((error, index) => error / (peer.errors[index] ?? Number.NaN)),
      own.errors.map(() => 1),
    ),
  };
}

/** One source with one seed and draws alone, so that both sides count the same answers. */
function drawnOnly(input: EvaluationInput): EvaluationInput {
  const [source] = input.sources;
  if (source === undefined) throw new Error('The workload has no source.');
  const single: SimulatedSource = {
    ...source,
    draws: source.draws.slice(0, 1),
    probabilities: source.probabilities.map(() => null),
  };
  return { ...input, sources: [single], pilot: null, rule: null, regressions: [] };
}

function bootstrapHere(input: EvaluationInput): { values: number[]; errors: number[] } {
  const prepared = prepare(input, input.sources);
  const measure = createDivergence(prepared);
  const steps = runMeasures(prepared, createResampler(prepared), [measure]);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const reader = readDivergence(prepared, step.value.of(measure));
  const cells = divergenceCells(prepared);
  return {
    values: cells.map((_, c) => reader.point(c, 0, 'jensenShannon')),
    errors: cells.map((_, c) => spread(reader.draws(c, 0, 'jensenShannon'))),
  };
}

function spread(draws: Float64Array): number {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  return Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / (draws.length - 1));
}

function bootstrapInR(input: EvaluationInput, draws: number): z.infer<typeof peerSchema> {
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-bench-'));
  try {
    const path = join(folder, 'rows.csv');
    writeFileSync(path, csvOf(input));
    const script = join(import.meta.dirname, 'peers', 'boot.R');
    const printed = execFileSync('Rscript', [script, path, String(draws)], { encoding: 'utf8' });
    return peerSchema.parse(JSON.parse(printed));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function csvOf(input: EvaluationInput): string {
  const names = input.items.flatMap((_, item) => [`human${item + 1}`, `twin${item + 1}`]);
  const lines = Array.from({ length: input.n }, (_, row) => [
    input.frame['group']?.[row] ?? '',
    ...input.items.flatMap(({ human }, item) => [human[row], input.sources[0]?.draws[0]?.[item]?.[row]]),
  ]);
  return [['group', ...names], ...lines].map((cells) => cells.join(',')).join('\n');
}
