import type { EvaluationResults } from '../evaluation/results.ts';
import type { SourceKind } from '../evaluation/evaluation-input.ts';
import type { ChartTheme } from './theme.ts';

export const markShapes = [
  'circle',
  'triangle-up',
  'square',
  'diamond',
  'triangle-down',
  'cross',
  'triangle-right',
  'triangle-left',
] as const;
export type MarkShape = (typeof markShapes)[number];

/** How a source looks: the same in every chart and table. */
export interface SourceStyle {
  readonly id: string;
  readonly label: string;
  readonly kind: 'human' | SourceKind;
  readonly colour: string;
  readonly shape: MarkShape;
  /** Open marks and dashed lines are those of baselines. */
  readonly filled: boolean;
}

const kindOrder: readonly SourceKind[] = ['base', 'adapted', 'rectified', 'baseline'];
const kindShapes: Record<Exclude<SourceKind, 'baseline'>, MarkShape> = {
  base: 'triangle-up',
  adapted: 'square',
  rectified: 'diamond',
};
const baselineShapes: readonly MarkShape[] = [
  'circle',
  'square',
  'diamond',
  'triangle-down',
  'cross',
  'triangle-right',
];

export const humanId = 'human';

export function humanStyle(theme: ChartTheme): SourceStyle {
  return { id: humanId, label: 'human sample', kind: 'human', colour: theme.human, shape: 'circle', filled: true };
}

/** Styles of all sources in the order in which every chart shows them: base, adapted, rectified, baselines. */
export function sourceStyles(results: Pick<EvaluationResults, 'sources'>, theme: ChartTheme): SourceStyle[] {
  let baselines = 0;
  return kindOrder.flatMap((kind) =>
    results.sources
      .filter((source) => source.kind === kind)
      .map((source) => {
        const shape =
          kind === 'baseline' ? (baselineShapes[baselines++ % baselineShapes.length] ?? 'circle') : kindShapes[kind];
        return { id: source.id, label: source.label, kind, colour: theme[kind], shape, filled: kind !== 'baseline' };
      }),
  );
}

/**
 * Models, rectified estimates and the strongest baseline only: the one with the smallest Jensen-Shannon distance over all
 * items without sampling noise. For charts that would otherwise repeat every baseline per item.
 */
export function mainStyles(results: EvaluationResults, theme: ChartTheme): SourceStyle[] {
  const strongest = strongestBaseline(results);
  return sourceStyles(results, theme).filter((style) => style.kind !== 'baseline' || style.id === strongest);
}

/** What a caption says of the sources of `mainStyles`. */
export const shownSources = ' Shown are the models and the baseline that is closest on average; the table has all.';

function strongestBaseline(results: EvaluationResults): string | null {
  const overall = results.divergence.summary.find((row) => row.group === null);
  const baselines = new Set(results.sources.flatMap((source) => (source.kind === 'baseline' ? [source.id] : [])));
  let best: { id: string; excess: number } | null = null;
  for (const row of overall?.sources ?? []) {
    const excess = row.jensenShannon.excess.value;
    if (!baselines.has(row.source) || excess === null) continue;
    if (best === null || excess < best.excess) best = { id: row.source, excess };
  }
  return best?.id ?? null;
}

/** The first source of a kind, or null. */
export function sourceOfKind(results: Pick<EvaluationResults, 'sources'>, kind: SourceKind): string | null {
  return results.sources.find((source) => source.kind === kind)?.id ?? null;
}

export function labelOfSource(results: Pick<EvaluationResults, 'sources'>, id: string): string {
  return results.sources.find((source) => source.id === id)?.label ?? id;
}
