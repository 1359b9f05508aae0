import { createRandom } from '../statistics/random.ts';
import type { PilotChoice } from './plan-experiments.ts';

export interface PilotRow {
  readonly row: number;
  /** Combination of the stratifying values of the split. */
  readonly stratum: string;
  /** Value of the variable that equal pilots are balanced by. */
  readonly group: string;
}

/**
 * Rows of a pilot drawn from pilot-train, ascending. A random pilot is stratified, and with one seed nested: a smaller one is
 * part of every larger one. An equal pilot takes rows in turn from every group; a group that runs out gives all it has. As
 * many rows as there are where fewer than wanted are left.
 */
export function drawPilot(rows: readonly PilotRow[], choice: PilotChoice): number[] {
  if (choice.kind === 'all') return rows.map(({ row }) => row).sort((a, b) => a - b);
  const keyOf = ({ stratum, group }: PilotRow): string => (choice.kind === 'random' ? stratum : group);
  const random = createRandom(choice.seed, 'pilot', choice.kind);
  const ordered = rows.toSorted((a, b) => a.row - b.row);
  const queues = [...Map.groupBy(ordered, keyOf).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => ({ members: random.shuffle(members), taken: 0 }));
  const turns = random.shuffle(queues);
  const chosen: number[] = [];
  while (chosen.length < choice.size) {
    const open = turns.filter(({ members, taken }) => taken < members.length);
    // A random pilot takes from the stratum that lags most behind its share, an equal one from that with fewest rows so far.
    const lagOf = ({ members, taken }: (typeof turns)[number]): number =>
      choice.kind === 'random' ? (members.length * (chosen.length + 1)) / rows.length - taken : -taken;
    const [next] = open.sort((a, b) => lagOf(b) - lagOf(a));
    const member = next?.members[next.taken];
    if (next === undefined || member === undefined) break;
    next.taken += 1;
    chosen.push(member.row);
  }
  return chosen.sort((a, b) => a - b);
}
