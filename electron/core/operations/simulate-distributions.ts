import type { Distributions, SimulatedBy } from '../../../shared/contract/simulate.ts';
import type { Answers, Variable } from '../../../shared/domain/codebook.ts';
import { optionIndex, variablesWithRole } from '../../../shared/domain/codebook.ts';
import { simulatedParts } from '../../../shared/domain/split.ts';
import { hiddenCells } from '../../../shared/evaluation/hidden-cells.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { iterateProbabilities } from '../database/repositories/simulation-blocks.ts';
import { findSimulationByFingerprint } from '../database/repositories/simulations.ts';
import { readCounts } from '../database/repositories/splits.ts';
import type { PhaseParts } from './phase-parts.ts';
import { fingerprintOf, simulateParts } from './phase-parts.ts';
import type { StudyState } from './study-state.ts';

/** Sums over the twins of one item. */
interface Sums {
  readonly rows: Set<number>;
  /** By option; an action counts each draw of beliefs with its share. */
  readonly probabilities: number[];
  entries: number;
}

/** Mean option probabilities of the twins simulated so far beside the answers of the same humans; null where none was begun. */
export function simulatedDistributions(
  db: ReadDb,
  state: StudyState,
  by: SimulatedBy,
  versions: PhaseParts,
): Distributions | null {
  const parts = simulateParts(db, state, by, versions);
  const { split, dataset } = state;
  if (parts === null || split === null || dataset === null) return null;
  const simulation = findSimulationByFingerprint(db, fingerprintOf(parts));
  if (simulation === undefined) return null;
  const items = variablesWithRole(state.study.codebook, 'belief').concat(
    variablesWithRole(state.study.codebook, 'action'),
  );
  const sums = sumProbabilities(db, simulation.id, items);
  const rows = [...new Set([...sums.values()].flatMap((sum) => [...sum.rows]))];
  const names = items.map(({ name }) => name);
  const counts = readCounts(db, split.id);
  const humans = rows.length === 0 ? [] : readAnswers(db, dataset.id, names, rows);
  return {
    by,
    done: rows.length,
    total: simulatedParts.reduce((sum, part) => sum + counts[part], 0),
    items: items.map((item) => {
      const { name, label, role, scale, options } = item;
      return {
        item: name,
        label,
        role: role === 'action' ? 'action' : 'belief',
        scale,
        options: options.map((option) => ({ ...option })),
        human: humanShares(item, humans),
        simulated: simulatedShares(sums.get(name)),
      };
    }),
    smallestCell: defaultSmallestCell,
  };
}

function sumProbabilities(db: ReadDb, simulationId: string, items: readonly Variable[]): Map<string, Sums> {
  const sums = new Map(
    items.map(({ name, options }): [string, Sums] => [
      name,
      { rows: new Set(), probabilities: options.map(() => 0), entries: 0 },
    ]),
  );
  for (const { row, item, probabilities } of iterateProbabilities(db, simulationId)) {
    const sum = sums.get(item);
    if (sum === undefined) continue;
    sum.rows.add(row);
    sum.entries += 1;
    probabilities.forEach((probability, option) => {
      sum.probabilities[option] = (sum.probabilities[option] ?? 0) + probability;
    });
  }
  return sums;
}

function simulatedShares(sum: Sums | undefined): { n: number; shares: number[] | null } {
  if (sum === undefined || sum.entries === 0) return { n: 0, shares: null };
  return { n: sum.rows.size, shares: sum.probabilities.map((total) => total / sum.entries) };
}

function humanShares(
  item: Variable,
  humans: readonly { readonly answers: Answers }[],
): { n: number; shares: (number | null)[] } {
  const counts = item.options.map(() => 0);
  for (const { answers } of humans) {
    const index = optionIndex(item, answers[item.name] ?? null);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  const n = counts.reduce((sum, count) => sum + count, 0);
  const hidden = hiddenCells(counts, defaultSmallestCell);
  return { n, shares: counts.map((count, index) => (n === 0 || hidden[index] === true ? null : count / n)) };
}
