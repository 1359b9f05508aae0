import { variablesWithRole } from '../../domain/codebook.ts';
import type { Frame } from '../../statistics/types.ts';
import type { SimulatedSource } from '../evaluation-input.ts';
import { type BaselineContext, independentSource, optionCounts } from './baseline-context.ts';
import { pilotShares } from './pilot-marginal.ts';

/** Respondents that the pilot marginal counts for beside those of the arm. */
const priorRespondents = 1;

/**
 * Everybody answers with the shares of the pilot rows in their own treatment arm (all treatment variables together),
 * (count in the arm + pilot share)/(n in the arm + 1): an arm that the pilot lacks falls back to the pilot marginal. Null
 * without a treatment variable, where it would equal the pilot marginal.
 */
export function pilotConditionMarginal(context: BaselineContext): SimulatedSource | null {
  const { input, pilot, seeds } = context;
  const treatments = variablesWithRole(input.codebook, 'treatment').map((variable) => variable.name);
  if (treatments.length === 0) return null;
  const armOf = (frame: Frame, row: number): string =>
    JSON.stringify(treatments.map((name) => frame[name]?.[row] ?? null));
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < pilot.n; row++) {
    const arm = armOf(pilot.frame, row);
    const own = rowsOf.get(arm);
    if (own === undefined) rowsOf.set(arm, [row]);
    else own.push(row);
  }
  const arms = Array.from({ length: input.n }, (_, r) => armOf(input.frame, r));
  const probabilities = input.items.map((item, i) => {
    const shares = pilotShares(context, i);
    const options = item.variable.options.length;
    const byArm = new Map<string, Float64Array>();
    const all = new Float64Array(input.n * options);
    for (let r = 0; r < input.n; r++) {
      const arm = arms[r] ?? '';
      const own = byArm.get(arm) ?? armShares(optionCounts(context, i, rowsOf.get(arm) ?? []), shares);
      byArm.set(arm, own);
      all.set(own, r * options);
    }
    return all;
  });
  const id = 'baseline-pilot-condition-marginal';
  return independentSource(input, seeds, id, 'Pilot marginal per condition', probabilities);
}

function armShares(counts: Float64Array, shares: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0) + priorRespondents;
  return counts.map((count, k) => (count + priorRespondents * (shares[k] ?? 0)) / total);
}
