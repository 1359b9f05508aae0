import type { Frame } from '../../statistics/types.ts';
import type { SimulatedAnswers } from '../evaluation-input.ts';
import type { ExportedSides } from './exported-sides.ts';
import { type FittedTwins, countFittedTwins } from './fitted-twins.ts';
import { exportedParts } from './rows-layout.ts';
import { type ExportedInput, type UsefulParts, usefulParts } from './useful-parts.ts';

/** Twins of one source in the order of the people of their section. */
export interface ExportedTwins extends SimulatedAnswers {
  readonly id: string;
  /** What the rows are marked with. */
  readonly part: string;
  /** The fold, from 1, that the model of these twins was trained without; null where there are no folds. */
  readonly foldOf: ((row: number) => number) | null;
}

/** The people of one part of the split with their answers and twins. */
export interface ExportedSection {
  readonly part: string;
  readonly n: number;
  readonly frame: Frame;
  readonly answers: readonly Int16Array[];
  /** The fold of each person, from 1. */
  readonly foldOf: ((row: number) => number) | null;
  readonly twins: readonly ExportedTwins[];
}

/** The evaluation humans and the useful parts, with the twins of the models and, with both sides, those fitted on the pilot. */
export function exportedSections(
  input: ExportedInput,
  { rectification, crossFit }: UsefulParts,
  fitted: FittedTwins,
): ExportedSection[] {
  const { n, frame, items } = input;
  const whole = (part: string, sources: readonly (SimulatedAnswers & { readonly id: string })[]) =>
    sources.map(({ id, probabilities, draws }): ExportedTwins => ({ id, part, probabilities, draws, foldOf: null }));
  const folded = [...(crossFit?.sources ?? []), ...fitted.crossFit];
  const byFold = folded.flatMap(({ id, unlabelled }) =>
    unlabelled.map((twins, fold): ExportedTwins => ({
      id,
      part: exportedParts.byFold,
      ...twins,
      foldOf: () => fold + 1,
    })),
  );
  const answers = items.map(({ human }) => human);
  const twins = [...whole(exportedParts.evaluation, [...input.sources, ...fitted.baselines]), ...byFold];
  const sections: ExportedSection[] = [{ part: exportedParts.evaluation, n, frame, answers, foldOf: null, twins }];
  if (rectification !== null) {
    const part = exportedParts.rectification;
    const own = whole(part, [...rectification.sources, ...fitted.rectification]);
    sections.push({ ...peopleOf(rectification), part, foldOf: null, twins: own });
  }
  if (crossFit !== null) {
    const part = exportedParts.crossFit;
    const foldOf = (row: number): number => (crossFit.foldOf[row] ?? 0) + 1;
    const own = folded.map(({ id, labelled }): ExportedTwins => ({ id, part, ...labelled, foldOf }));
    sections.push({ ...peopleOf(crossFit), part, foldOf, twins: own });
  }
  return sections;
}

function peopleOf({ n, frame, answers }: Pick<ExportedSection, 'n' | 'frame' | 'answers'>) {
  return { n, frame, answers };
}

/** People of all parts and the rows that there will be, counted without fitting anything. */
export function countExported(
  input: ExportedInput,
  sides: ExportedSides,
): { readonly people: readonly { readonly n: number; readonly frame: Frame }[]; readonly rows: number } {
  const parts = usefulParts(input, sides);
  const { rectification, crossFit } = parts;
  const seedsOf = (sources: readonly SimulatedAnswers[]): number =>
    sources.reduce((sum, { draws }) => sum + draws.length, 0);
  const fitted = sides === 'both' ? countFittedTwins(input, parts) : { evaluation: 0, rectification: 0, crossFit: 0 };
  const byFold = (crossFit?.sources ?? []).flatMap(({ unlabelled }) => unlabelled);
  const simulated = sides === 'humans' ? 0 : seedsOf([...input.sources, ...byFold]) + fitted.evaluation;
  const own = (sides === 'twins' ? 0 : 1) + simulated;
  const labelled = (crossFit?.sources ?? []).map((source) => source.labelled);
  const sections = [
    { people: input, each: own },
    ...(rectification === null
      ? []
      : [{ people: rectification, each: 1 + seedsOf(rectification.sources) + fitted.rectification }]),
    ...(crossFit === null ? [] : [{ people: crossFit, each: 1 + seedsOf(labelled) + fitted.crossFit }]),
  ];
  return {
    people: sections.map(({ people }) => people),
    rows: sections.reduce((sum, { people, each }) => sum + people.n * each, 0),
  };
}
