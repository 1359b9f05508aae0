import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Estimate } from '../../shared/evaluation/estimate.ts';
import type { RectificationTarget } from '../../shared/evaluation/rectification-results.ts';
import type { DivergenceCell, EvaluationResults } from '../../shared/evaluation/results.ts';

const numberSchema = z.object({
  part: z.enum([
    'regression',
    'effect',
    'divergence',
    'joint',
    'slope',
    'joint beyond marginals',
    'rectified',
    'rectified coefficient',
    'cross-fitted',
    'cross-fitted coefficient',
  ]),
  name: z.string(),
  source: z.string(),
  term: z.string(),
  grouping: z.string(),
  group: z.string(),
  quantity: z.string(),
  value: z.string().transform((text) => (text === '' ? null : Number(text))),
});
export type ReproducedNumber = z.infer<typeof numberSchema>;

const distanceNames = [
  'jensenShannon',
  'wasserstein',
  'totalVariation',
  'kullbackLeibler',
  'kolmogorovSmirnov',
] as const;

/** A language with what its script needs, or why it cannot be run here. */
export function missingLanguage(language: 'R' | 'Python'): string | null {
  const [program, args]: [string, string[]] =
    language === 'R'
      ? ['Rscript', ['-e', 'library(sandwich); library(MASS); library(nnet)']]
      : ['python3', ['-c', 'import numpy, scipy.stats']];
  const { status, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) return `${program} is not installed`;
  return status === 0 ? null : `${program} lacks the packages of the script`;
}

/** Runs a script on exported rows and reads what it wrote. */
export function runScript(language: 'R' | 'Python', script: string, rows: string, numbers: string): ReproducedNumber[] {
  const program = language === 'R' ? 'Rscript' : 'python3';
  const { status, stderr } = spawnSync(program, [script, rows, numbers], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return z.array(numberSchema).parse(parse(readFileSync(numbers, 'utf8'), { columns: true }));
}

/** The results, complete or as released. */
type ComparedResults = Pick<
  EvaluationResults,
  'regressions' | 'effects' | 'associations' | 'rectification' | 'crossFit'
> & {
  readonly divergence: {
    readonly cells: readonly Pick<DivergenceCell, 'item' | 'group' | 'sources'>[];
    readonly joint: { readonly sources: readonly { readonly source: string; readonly distance: Estimate }[] } | null;
  };
};

/** The same numbers as they stand in the results, by the labels of the scripts. */
export function numbersOf(results: ComparedResults): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const { name, sources } of results.regressions?.models ?? []) {
    for (const { source, coefficients } of sources) {
      for (const { term, human, simulated } of coefficients) {
        for (const quantity of ['b', 'se', 'p', 'low', 'high'] as const) {
          found.set(labelOf({ part: 'regression', name, source: 'human', term, quantity }), human[quantity]);
          found.set(labelOf({ part: 'regression', name, source, term, quantity }), simulated[quantity]);
        }
      }
    }
  }
  for (const { regression: name, treatment, value, outcome, option, human, sources } of results.effects
    ?.averageEffects ?? []) {
    const term = option === null ? outcome : `probability of ${option}`;
    const place = { part: 'effect', name, term, grouping: treatment, group: value };
    for (const row of sources) {
      for (const [source, side] of [['human', human] as const, [row.source, row] as const]) {
        const { effect, standardError: se, p } = side;
        const numbers = { b: effect.value, se, p, low: effect.low, high: effect.high };
        for (const [quantity, number] of Object.entries(numbers)) {
          found.set(labelOf({ ...place, source, quantity }), number);
        }
      }
    }
  }
  for (const { item: name, group, sources } of results.divergence.cells) {
    for (const cell of sources) {
      const place = { part: 'divergence', name, source: cell.source, grouping: group?.variable, group: group?.value };
      for (const quantity of distanceNames) {
        found.set(labelOf({ ...place, quantity }), cell[quantity]?.distance.value ?? null);
      }
      found.set(labelOf({ ...place, quantity: 'alignment' }), cell.alignment?.value ?? null);
    }
  }
  for (const { source, distance } of results.divergence.joint?.sources ?? []) {
    found.set(labelOf({ part: 'joint', name: '', source, quantity: 'jensenShannon' }), distance.value);
  }
  addAssociations(found, results.associations);
  for (const target of results.rectification?.targets ?? []) addRectified(found, target, 'rectified');
  for (const target of results.crossFit?.targets ?? []) addRectified(found, target, 'cross-fitted');
  return found;
}

function addAssociations(found: Map<string, number | null>, associations: EvaluationResults['associations']): void {
  const withOption = (name: string, option: string | null): string => (option === null ? name : `${name}=${option}`);
  for (const { belief, beliefOption, action, actionOption, human, sources } of associations?.slopes ?? []) {
    const place = { part: 'slope', name: withOption(action, actionOption), term: withOption(belief, beliefOption) };
    found.set(labelOf({ ...place, source: 'human', quantity: 'b' }), human.value);
    for (const { source, value } of sources) found.set(labelOf({ ...place, source, quantity: 'b' }), value.value);
  }
  for (const { belief: term, action: name, joint } of associations?.pairs ?? []) {
    for (const { source, value } of joint.sources) {
      const part = 'joint beyond marginals';
      found.set(labelOf({ part, name, term, source, quantity: 'jensenShannon' }), value.value);
    }
  }
}

function addRectified(
  found: Map<string, number | null>,
  target: RectificationTarget,
  label: 'rectified' | 'cross-fitted',
): void {
  const { item, option, contrast, coefficient, human, standardError, check, checkStandardError, sources } = target;
  const place =
    coefficient === null
      ? {
          part: label,
          name: item ?? '',
          term: option ?? '',
          grouping: contrast?.treatment,
          group: contrast?.value,
        }
      : { part: `${label} coefficient`, name: coefficient.regression, term: coefficient.term };
  const add = (source: string, prefix: string, { value, low, high }: Estimate, se: number | null): void => {
    for (const [quantity, number] of Object.entries({ b: value, se, low, high })) {
      found.set(labelOf({ ...place, source, quantity: `${prefix}${quantity}` }), number);
    }
  };
  add('human', '', human, standardError);
  add('human', 'check.', check, checkStandardError);
  for (const { source, rectified, standardError: se, lambda } of sources) {
    add(source, '', rectified, se);
    found.set(labelOf({ ...place, source, quantity: 'lambda' }), lambda);
  }
}

interface Labels {
  readonly part: string;
  readonly name: string;
  readonly source: string;
  readonly term?: string | undefined;
  readonly grouping?: string | undefined;
  readonly group?: string | undefined;
  readonly quantity: string;
}

export function labelOf({ part, name, source, term = '', grouping = '', group = '', quantity }: Labels): string {
  return [part, name, source, term, grouping, group, quantity].join(' | ');
}

/** Largest relative (below 1: absolute) difference by how a number comes about. */
const closedForm = 1e-8;
const iterated = 1e-6;

/** Means, distances and least squares are closed forms; other regressions are fitted by steps. */
function toleranceOf(label: string, leastSquares: ReadonlySet<string>): number {
  const [part = '', name = ''] = label.split(' | ');
  const isFit = part === 'regression' || part === 'effect' || part.endsWith('coefficient');
  return isFit && !leastSquares.has(name) ? iterated : closedForm;
}

/** Numbers of the results that a script did not give, or gave otherwise than tolerated. */
export function disagreements(results: ComparedResults, reproduced: readonly ReproducedNumber[]): string[] {
  const models = results.regressions?.models ?? [];
  const leastSquares = new Set(models.flatMap(({ name, model }) => (model === 'ols' ? [name] : [])));
  const given = new Map(reproduced.map((number) => [labelOf(number), number.value]));
  return [...numbersOf(results)].flatMap(([label, value]) => {
    const other = given.get(label) ?? null;
    if (value === null && other === null) return [];
    const tolerance = toleranceOf(label, leastSquares) * Math.max(1, Math.abs(value ?? 0));
    if (value !== null && other !== null && Math.abs(value - other) <= tolerance) return [];
    return [`${label}: ${value} and ${other}`];
  });
}
