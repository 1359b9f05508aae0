import type { Estimate } from '../evaluation/estimate-schema.ts';
import type { EstimateUnit } from '../evaluation/format-number.ts';
import { formatEstimate } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import { ceilingOf } from './distance-lanes.ts';
import type { LaneAxis } from './lane.ts';
import { type Band, bandAround, bandOf } from './lane-of.ts';
import { humanId } from './source-style.ts';

/** One dimension of the comparison as a small panel: an estimate for every source, on a scale of its own. */
export interface DimensionPanel {
  readonly id: 'divergence' | 'subgroups' | 'heterogeneity' | 'coherence' | 'regressions';
  readonly title: string;
  readonly unit: EstimateUnit;
  readonly axis: Pick<LaneAxis, 'scale' | 'unit' | 'references' | 'include' | 'limits'>;
  /** By source, `humanId` for the humans; sources without an estimate are missing. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  /** The range behind the mark of a source: what two human samples would show, or the human interval. */
  readonly bandOf: (source: string) => Band | null;
}

const fromZero = { scale: 'linear', unit: 'number', references: [], include: [0], limits: null } as const;
const share = { ...fromZero, limits: [0, 1] } as const;

/** The five dimensions with one measure each; those that a study has nothing for are missing. */
export function dimensionPanels(results: EvaluationResults): DimensionPanel[] {
  return [
    divergencePanel(results),
    subgroupPanel(results),
    structurePanel(results),
    coherencePanel(results),
    recoveryPanel(results),
  ].filter((panel) => panel !== null);
}

function divergencePanel(results: EvaluationResults): DimensionPanel | null {
  const overall = results.divergence.summary.find(({ group }) => group === null);
  if (overall === undefined) return null;
  const ceilings = { drawn: overall.ceiling, exact: overall.exactCeiling };
  const human = ceilings[shownRegime(results)];
  return {
    id: 'divergence',
    title: 'Distance, all items',
    unit: 'number',
    axis: share,
    estimates: new Map([
      [humanId, human],
      ...overall.sources.map(({ source, jensenShannon }) => [source, jensenShannon.distance] as const),
    ]),
    bandOf: (source) => bandOf(source === humanId ? human : ceilingOf(results, source, ceilings)),
  };
}

/** The humans show the range that the models are held against. */
function shownRegime({ sources }: EvaluationResults): 'exact' | 'drawn' {
  return sources[0]?.regime ?? 'drawn';
}

/** Of the variables the one on which the adapted model, or else the first source, is least even. */
function subgroupPanel(results: EvaluationResults): DimensionPanel | null {
  const gapOf = ({ sources }: (typeof results.subgroupAlignment.variables)[number]): number => {
    const adapted = results.sources.find(({ kind }) => kind === 'adapted')?.id;
    const row = sources.find(({ source }) => source === adapted) ?? sources[0];
    return row?.gap.value ?? Number.NEGATIVE_INFINITY;
  };
  const [worst] = [...results.subgroupAlignment.variables].sort((a, b) => gapOf(b) - gapOf(a));
  if (worst === undefined) return null;
  const human = worst.ceilingGap[shownRegime(results)];
  const label = results.sample.subgroups.find(({ variable }) => variable === worst.variable)?.label ?? worst.variable;
  return {
    id: 'subgroups',
    title: `Gap between subgroups, ${label}`,
    unit: 'number',
    axis: share,
    estimates: new Map([[humanId, human], ...worst.sources.map(({ source, gap }) => [source, gap] as const)]),
    bandOf: (source) => bandOf(source === humanId ? human : ceilingOf(results, source, worst.ceilingGap)),
  };
}

function structurePanel({ heterogeneity: { structures } }: EvaluationResults): DimensionPanel | null {
  if (structures === null) return null;
  return {
    id: 'heterogeneity',
    title: 'Different belief structures',
    unit: 'count',
    axis: fromZero,
    estimates: new Map([
      [humanId, structures.human.unique],
      ...structures.sources.map(({ source, unique }) => [source, unique] as const),
    ]),
    bandOf: () => bandOf(structures.human.unique),
  };
}

function coherencePanel({ coherence }: EvaluationResults): DimensionPanel | null {
  if (coherence === null) return null;
  return {
    id: 'coherence',
    title: 'Belief-action gap',
    unit: 'percent',
    axis: { ...share, unit: 'percent' },
    estimates: new Map([
      [humanId, coherence.human.gap],
      ...coherence.sources.map(({ source, gap }) => [source, gap] as const),
    ]),
    bandOf: () => bandAround(coherence.human.gap, coherence.ceiling, [0, 1]),
  };
}

function recoveryPanel({ regressions }: EvaluationResults): DimensionPanel | null {
  if (regressions === null || regressions.overall.length === 0) return null;
  const human = regressions.ceiling?.f1;
  return {
    id: 'regressions',
    title: 'Signs recovered, F1 (1 is best)',
    unit: 'number',
    axis: { ...share, include: [0, 1] },
    estimates: new Map([
      ...(human === undefined ? [] : [[humanId, human] as const]),
      ...regressions.overall.map(({ source, recovery }) => [source, recovery.f1] as const),
    ]),
    bandOf: () => bandOf(human),
  };
}

/** The estimate of a source as it is written in tables; a dash where there is none. */
export function panelCell(panel: DimensionPanel, source: string): string {
  const estimate = panel.estimates.get(source);
  return estimate === undefined ? '–' : formatEstimate(estimate, panel.unit);
}
