import { describe, expect, it } from 'vitest';
import type { ListedCell } from '../../../../../renderer/views/evaluate/experiment-states.ts';
import { experimentStates, experimentsHeading } from '../../../../../renderer/views/evaluate/experiment-states.ts';

const cells: readonly ListedCell[] = [
  { experiment: 'learning-curve', id: 'size=0', label: 'untuned', done: true, outdated: false },
  { experiment: 'learning-curve', id: 'size=20 seed=1', label: '20', done: false, outdated: false },
  { experiment: 'learning-curve', id: 'size=20 seed=2', label: '20', done: false, outdated: false },
  { experiment: 'robustness', id: 'as-done', label: 'as in the study', done: true, outdated: false },
];

describe('the states of experiments', () => {
  it('name the first open cell as the one that runs, and tell cells apart by their seeds', () => {
    const [curve, robustness] = experimentStates(cells, true);
    expect(curve).toMatchObject({ title: 'Learning curve', done: 1, words: 'running: 20 respondents, seed 1' });
    expect(curve?.cells.map(({ name, state }) => [name, state])).toEqual([
      ['untuned', 'done'],
      ['20 respondents, seed 1', 'running'],
      ['20 respondents, seed 2', 'not done yet'],
    ]);
    expect(robustness).toMatchObject({ done: 1, words: 'done' });
  });

  it('name cells of an earlier version, and the treatment of an arm where there are several', () => {
    const [arms] = experimentStates(
      ['Warning', 'Payment'].map((group, index) => ({
        experiment: 'leave-arm-out',
        id: `arm=${index} seen`,
        label: 'none, seen',
        group,
        done: false,
        outdated: index === 1,
      })),
      false,
    );
    expect(arms?.cells.map(({ name, state }) => [name, state])).toEqual([
      ['Warning: none, seen', 'not done yet'],
      ['Payment: none, seen', 'to be done again'],
    ]);
  });

  it('say how many cells are not done yet while nothing runs', () => {
    expect(experimentStates(cells, false).map(({ words }) => words)).toEqual(['2 not done yet', 'done']);
    const untouched = cells.map((cell) => ({ ...cell, done: false }));
    expect(experimentStates(untouched, false).map(({ words }) => words)).toEqual(['not begun', 'not begun']);
  });

  it('are counted in the heading', () => {
    expect(experimentsHeading([], false)).toBe('Experiments');
    expect(experimentsHeading(cells, false)).toBe('2 of 4 cells of the experiments are done');
    expect(experimentsHeading(cells, true)).toBe('The experiments are running: 2 of 4 cells done');
    expect(
      experimentsHeading(
        cells.map((cell) => ({ ...cell, done: true })),
        false,
      ),
    ).toBe('All 4 cells of the experiments are done');
  });
});
