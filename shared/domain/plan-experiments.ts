import type { Codebook, Variable } from './codebook.ts';
import { variablesWithRole } from './codebook.ts';
import type { ExperimentId } from './experiments.ts';
import type { Study } from './study.ts';

/** Which pilot-train rows tune the model of a cell. */
export type PilotChoice =
  | { readonly kind: 'all' }
  /** Nested: with one seed the smaller pilot is part of the larger one. */
  | { readonly kind: 'random'; readonly size: number; readonly seed: number }
  | { readonly kind: 'equal'; readonly size: number; readonly seed: number; readonly by: string };

/**
 * One cell of an experiment: who tunes a model, how it is asked, and on whom it is evaluated. Everything that a cell is
 * computed from follows from it, the study and the split.
 */
export interface ExperimentCell {
  readonly experiment: ExperimentId;
  /** Unique within an experiment, such as `size=60 seed=1`. */
  readonly id: string;
  /** What the cells of an experiment are compared by, in words, such as `random pilot`. */
  readonly label: string;
  /** Label of the treatment that the cell is about, where the study leaves out arms of several; absent otherwise. */
  readonly group?: string;
  /** `none`: the untuned model; `study`: the study's own adapter; otherwise an adapter of the cell's own. */
  readonly tuning: 'none' | 'study' | { readonly pilot: PilotChoice; readonly seed: number };
  /** Arm that is taken out of the tuning, or that the evaluation is limited to, or both. */
  readonly arm: { readonly variable: string; readonly value: string; readonly tuned: boolean } | null;
  /** The same for an item. */
  readonly item: { readonly name: string; readonly tuned: boolean } | null;
  readonly persona: boolean;
  readonly optionOrder: 'codebook' | 'shuffled';
  /** Name of a wording variant. */
  readonly wording: string | null;
  /** Seeds of the draws. */
  readonly simulationSeeds: readonly number[];
}

/** Distance between the simulation seeds of two repeats. */
const seedStep = 1000;

/** Every cell that a study asks for, in the order in which they are done; none without the block. */
export function planExperiments(study: Study): ExperimentCell[] {
  const { experiments } = study;
  if (experiments === undefined) return [];
  return [
    ...learningCurve(study),
    ...leftOutArms(study),
    ...leftOutItems(study),
    ...pilotCompositions(study),
    ...demographics(study),
    ...robustness(study),
  ];
}

function cellOf(
  study: Study,
  cell: Pick<ExperimentCell, 'experiment' | 'id' | 'label'> & Partial<ExperimentCell>,
): ExperimentCell {
  return {
    tuning: 'study',
    arm: null,
    item: null,
    persona: study.prompt.persona,
    optionOrder: study.simulation.optionOrder,
    wording: null,
    simulationSeeds: study.simulation.seeds,
    ...cell,
  };
}

function learningCurve(study: Study): ExperimentCell[] {
  const curve = study.experiments?.learningCurve ?? null;
  if (curve === null) return [];
  const experiment = 'learning-curve';
  const untuned = cellOf(study, { experiment, id: 'size=0', label: 'untuned', tuning: 'none' });
  const sizes = [...new Set(curve.sizes)].sort((a, b) => a - b);
  const tuned = sizes.flatMap((size) =>
    [...new Set(curve.seeds)].map((seed) =>
      cellOf(study, {
        experiment,
        id: `size=${size} seed=${seed}`,
        label: `${size}`,
        tuning: { pilot: { kind: 'random', size, seed }, seed },
      }),
    ),
  );
  return [untuned, ...tuned];
}

function leftOutArms(study: Study): ExperimentCell[] {
  const left = leftOutTreatments(study);
  const [first] = variablesWithRole(study.codebook, 'treatment');
  return left.flatMap((treatment) =>
    treatment.options.flatMap(({ value, label }) =>
      [true, false].map((tuned) =>
        cellOf(study, {
          experiment: 'leave-arm-out',
          // Arms of the first treatment go by their value alone, as in projects that know no others.
          id: `arm=${treatment === first ? '' : `${treatment.name}:`}${value} ${tuned ? 'seen' : 'unseen'}`,
          label: `${label}, ${tuned ? 'seen' : 'unseen'}`,
          ...(left.length > 1 || treatment !== first ? { group: treatment.label } : {}),
          tuning: tuned ? 'study' : { pilot: { kind: 'all' }, seed: study.adaptation.seed },
          arm: { variable: treatment.name, value, tuned },
        }),
      ),
    ),
  );
}

/** Treatments that can be left out arm by arm. */
export function treatmentsWithArms(codebook: Codebook): Variable[] {
  return variablesWithRole(codebook, 'treatment').filter(({ options }) => options.length > 1);
}

function leftOutTreatments({ codebook, experiments }: Study): Variable[] {
  const arms = experiments?.leaveOut?.arms ?? false;
  return treatmentsWithArms(codebook).filter(({ name }) => (typeof arms === 'boolean' ? arms : arms.includes(name)));
}

function leftOutItems(study: Study): ExperimentCell[] {
  const items = variablesWithRole(study.codebook, 'belief', 'action');
  if (study.experiments?.leaveOut?.items !== true || items.length < 2) return [];
  return items.flatMap(({ name, label }) =>
    [true, false].map((tuned) =>
      cellOf(study, {
        experiment: 'leave-item-out',
        id: `item=${name} ${tuned ? 'seen' : 'unseen'}`,
        label: `${label}, ${tuned ? 'seen' : 'unseen'}`,
        tuning: tuned ? 'study' : { pilot: { kind: 'all' }, seed: study.adaptation.seed },
        item: { name, tuned },
      }),
    ),
  );
}

function pilotCompositions(study: Study): ExperimentCell[] {
  const pilots = study.experiments?.pilots ?? null;
  if (pilots === null) return [];
  const { size, by, seeds } = pilots;
  return [...new Set(seeds)].flatMap((seed) =>
    (['random', 'equal'] as const).map((kind) =>
      cellOf(study, {
        experiment: 'pilot-composition',
        id: `${kind} seed=${seed}`,
        label: kind === 'random' ? 'random pilot' : `equal by ${by}`,
        tuning: { pilot: kind === 'random' ? { kind, size, seed } : { kind, size, seed, by }, seed },
      }),
    ),
  );
}

function demographics(study: Study): ExperimentCell[] {
  const asked = study.experiments?.demographics ?? null;
  if (asked === null) return [];
  return [...new Set(asked.seeds)].flatMap((seed) =>
    [true, false].map((persona) =>
      cellOf(study, {
        experiment: 'demographics',
        id: `persona=${persona ? 'in' : 'out'} seed=${seed}`,
        label: persona ? 'persona in the prompt' : 'no persona in the prompt',
        tuning: { pilot: { kind: 'all' }, seed },
        persona,
      }),
    ),
  );
}

function robustness(study: Study): ExperimentCell[] {
  const asked = study.experiments?.robustness ?? null;
  if (asked === null) return [];
  const experiment = 'robustness';
  const repeats = Array.from({ length: asked.repeats }, (_, repeat) =>
    cellOf(study, {
      experiment,
      id: `draws=${repeat + 1}`,
      label: `other draws, set ${repeat + 1}`,
      simulationSeeds: study.simulation.seeds.map((seed) => seed + (repeat + 1) * seedStep),
    }),
  );
  const shuffled = asked.shuffled
    ? [cellOf(study, { experiment, id: 'order=shuffled', label: 'shuffled options', optionOrder: 'shuffled' })]
    : [];
  const wordings = asked.wordings.map(({ name }) =>
    cellOf(study, { experiment, id: `wording=${name}`, label: `wording “${name}”`, wording: name }),
  );
  return [cellOf(study, { experiment, id: 'as-done', label: 'as in the study' }), ...repeats, ...shuffled, ...wordings];
}

/** The codebook that the model of a cell learns from: without an item that it must not see. */
export function tunedCodebook(codebook: Codebook, { item }: ExperimentCell): Codebook {
  if (item === null || item.tuned) return codebook;
  return withVariables(codebook, (variable) => (variable.name === item.name ? leftOut(variable) : variable));
}

/** The codebook whose questions the twins of a cell get: with other wordings, and a left-out belief alone. */
export function askedCodebook(study: Study, { item, wording }: ExperimentCell): Codebook {
  const variant = study.experiments?.robustness?.wordings.find(({ name }) => name === wording);
  const wanted = study.codebook.variables.find(({ name }) => name === item?.name);
  return withVariables(study.codebook, (variable) => {
    const text = variant?.items[variable.name];
    if (text !== undefined) return { ...variable, wording: { text, byCondition: {} } };
    const isItem = variable.role === 'belief' || variable.role === 'action';
    return isItem && wanted?.role === 'belief' && variable.name !== wanted.name ? leftOut(variable) : variable;
  });
}

function leftOut(variable: Variable): Variable {
  return { ...variable, role: 'excluded' };
}

function withVariables(codebook: Codebook, change: (variable: Variable) => Variable): Codebook {
  return { ...codebook, variables: codebook.variables.map(change) };
}
