import type { ExperimentId } from '../../../shared/domain/experiments.ts';
import { experimentIds } from '../../../shared/domain/experiments.ts';
import { cellName } from '../../../shared/evaluation/experiments/experiment-table.ts';
import { experimentTitles } from '../../../shared/evaluation/experiments/experiment-titles.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';

/** A cell as the core lists it. */
export interface ListedCell {
  readonly experiment: ExperimentId;
  readonly id: string;
  readonly label: string;
  /** Treatment of a left-out arm, where there are several. */
  readonly group?: string | undefined;
  readonly done: boolean;
  /** Done by an earlier version, and to be done anew. */
  readonly outdated: boolean;
}

export type CellState = 'done' | 'running' | 'to be done again' | 'not done yet';

export interface ExperimentState {
  readonly experiment: ExperimentId;
  readonly title: string;
  readonly cells: readonly { readonly id: string; readonly name: string; readonly state: CellState }[];
  readonly done: number;
  /** What is done, what is not done yet, or what runs. */
  readonly words: string;
}

/** The experiments with the state of each cell. Cells are done in their order, so the first open one is that which runs. */
export function experimentStates(cells: readonly ListedCell[], isRunning: boolean): ExperimentState[] {
  const running = isRunning ? cells.find(({ done }) => !done) : undefined;
  return experimentIds.flatMap((experiment) => {
    const own = cells.filter((cell) => cell.experiment === experiment);
    if (own.length === 0) return [];
    const named = own.map((cell) => ({
      id: cell.id,
      name: cellName(cell, { id: experiment, cells: own }),
      state: stateOf(cell, running),
    }));
    const done = own.filter((cell) => cell.done).length;
    const now = named.find(({ state }) => state === 'running');
    const open =
      done === own.length ? 'done' : done === 0 ? 'not begun' : `${formatCount(own.length - done)} not done yet`;
    const words = now === undefined ? open : `running: ${now.name}`;
    return [{ experiment, title: experimentTitles[experiment], cells: named, done, words }];
  });
}

function stateOf(cell: ListedCell, running: ListedCell | undefined): CellState {
  if (cell.done) return 'done';
  if (cell === running) return 'running';
  return cell.outdated ? 'to be done again' : 'not done yet';
}

/** How far the cells are, as a heading. */
export function experimentsHeading(cells: readonly ListedCell[], isRunning: boolean): string {
  const done = cells.filter((cell) => cell.done).length;
  if (cells.length === 0) return 'Experiments';
  const counted = `${formatCount(done)} of ${formatCount(cells.length)} cells`;
  if (isRunning) return `The experiments are running: ${counted} done`;
  if (done === cells.length) return `All ${formatCount(done)} cells of the experiments are done`;
  return `${counted} of the experiments ${done === 1 ? 'is' : 'are'} done`;
}
