import { createRandom } from '../statistics/random.ts';
import type { Frame } from '../statistics/types.ts';
import { largestFullDraw, thinnedClusters } from './blocks.ts';
import type { EvaluationInput, SimulatedSource } from './evaluation-input.ts';
import { type Prepared, prepare } from './prepare.ts';

/**
 * The same study with a seeded random part of its respondents (whole clusters), for what is fitted again and again:
 * classifiers and regularised logits. Unchanged up to `largestFullDraw` respondents.
 */
export function thinned(prepared: Prepared): Prepared {
  const { n, clusters, clusterOf, input } = prepared;
  if (n <= largestFullDraw) return prepared;
  const random = createRandom(input.settings.seed, 'evaluation', 'thinned');
  const order = random.shuffle(Array.from({ length: clusters }, (_, cluster) => cluster));
  const kept = new Set(order.slice(0, thinnedClusters(prepared)));
  const rows = Int32Array.from(Array.from(clusterOf, (_, row) => row).filter((row) => kept.has(clusterOf[row] ?? 0)));
  const sources = prepared.sources.map(({ source }) => sourceOfRows(source, input, rows, n));
  const own: EvaluationInput = {
    ...input,
    n: rows.length,
    frame: frameOfRows(input.frame, rows),
    items: input.items.map(({ variable, human }) => ({ variable, human: pick(human, rows) })),
    sources,
  };
  return prepare(own, sources);
}

function pick(values: Int16Array, rows: Int32Array): Int16Array {
  return Int16Array.from(rows, (row) => values[row] ?? -1);
}

function frameOfRows(frame: Frame, rows: Int32Array): Frame {
  return Object.fromEntries(
    Object.entries(frame).map(([name, column]) => [name, Array.from(rows, (row) => column[row] ?? null)]),
  );
}

function sourceOfRows(
  source: SimulatedSource,
  { items }: EvaluationInput,
  rows: Int32Array,
  n: number,
): SimulatedSource {
  return {
    ...source,
    probabilities: source.probabilities.map((cells, i) => {
      if (cells === null) return null;
      const width = items[i]?.variable.options.length ?? cells.length / n;
      const own = new Float64Array(rows.length * width);
      rows.forEach((row, at) => own.set(cells.subarray(row * width, (row + 1) * width), at * width));
      return own;
    }),
    draws: source.draws.map((columns) => columns.map((column) => pick(column, rows))),
    outside: source.outside.map((column) =>
      column === null ? null : Float64Array.from(rows, (row) => column[row] ?? 0),
    ),
  };
}
