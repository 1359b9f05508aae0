import { describe, expect, test } from 'vitest';
import { checkExperiments } from '../../../shared/domain/check-experiments.ts';
import { drawPilot } from '../../../shared/domain/draw-pilot.ts';
import type { ExperimentSettings } from '../../../shared/domain/experiments.ts';
import { recipeExperiments, recipeExperimentsSchema } from '../../../shared/domain/experiments.ts';
import { askedCodebook, planExperiments, tunedCodebook } from '../../../shared/domain/plan-experiments.ts';
import { referenceId } from '../../../shared/evaluation/experiments/cell-differences.ts';
import { cellName } from '../../../shared/evaluation/experiments/experiment-table.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { aStudy } from '../../support/a-study.ts';
import { found } from '../../support/small-study.ts';

const block = recipeExperimentsSchema.parse({
  learning_curve: { sizes: [6, 3], seeds: [1, 2] },
  leave_one_out: { items: true },
  pilots: { size: 4, by: 'region', seeds: [1] },
  demographics: { seeds: [3] },
  robustness: { repeats: 1, shuffled: true, wordings: [{ name: 'short', items: {} }] },
});
const study = { ...aStudy(), experiments: block };

describe('the cells of a study', () => {
  test('are none without the block', () => {
    expect(planExperiments(aStudy())).toEqual([]);
  });

  test('are unique within their experiment, and say what they are computed with', () => {
    const cells = planExperiments(study);
    const names = cells.map(({ experiment, id }) => `${experiment} ${id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(cells.filter(({ experiment }) => experiment === 'learning-curve').map(({ id }) => id)).toEqual([
      'size=0',
      'size=3 seed=1',
      'size=3 seed=2',
      'size=6 seed=1',
      'size=6 seed=2',
    ]);
    const repeated = found(cells.find(({ id }) => id === 'draws=1'));
    expect(repeated.tuning).toBe('study');
    expect(repeated.simulationSeeds).toEqual(study.simulation.seeds.map((seed) => seed + 1000));
  });

  test('hide a left-out item from the tuning and ask nothing but it', () => {
    const items = variablesWithRole(study.codebook, 'belief', 'action');
    const [belief] = variablesWithRole(study.codebook, 'belief');
    const cell = found(planExperiments(study).find(({ id }) => id === `item=${found(belief).name} unseen`));
    const taught = variablesWithRole(tunedCodebook(study.codebook, cell), 'belief', 'action');
    expect(taught.map(({ name }) => name)).toEqual(
      items.map(({ name }) => name).filter((name) => name !== found(belief).name),
    );
    const asked = variablesWithRole(askedCodebook(study, cell), 'belief');
    expect(asked.map(({ name }) => name)).toEqual([found(belief).name]);
  });
});

describe('arms left out', () => {
  const cellsOf = (arms: boolean | string[]) =>
    planExperiments({ ...aStudy(), experiments: recipeExperimentsSchema.parse({ leave_one_out: { arms } }) });

  test('are those of every treatment, seen and unseen, under the label of their treatment', () => {
    const cells = cellsOf(true);
    expect(cells.map(({ id }) => id)).toEqual([
      'arm=1 seen',
      'arm=1 unseen',
      'arm=2 seen',
      'arm=2 unseen',
      'arm=stake:1 seen',
      'arm=stake:1 unseen',
      'arm=stake:2 seen',
      'arm=stake:2 unseen',
    ]);
    const [, , , , low] = cells;
    expect(low).toMatchObject({ group: 'stake', label: 'low, seen', arm: { variable: 'stake', value: '1' } });
    const experiment = { id: 'leave-arm-out' as const, cells };
    expect(new Set(cells.map((cell) => cellName(cell, experiment))).size).toBe(cells.length);
    expect(cellName(found(low), experiment)).toBe('stake: low, seen');
  });

  test('are those of the treatments that are named, and compared within them', () => {
    const cells = cellsOf(['stake']);
    expect(cells.map(({ arm }) => arm?.variable)).toEqual(['stake', 'stake', 'stake', 'stake']);
    for (const { id, arm } of cells) {
      const reference = referenceId('leave-arm-out', id, found(cells[0]).id);
      expect(reference).toBe(arm?.tuned === true ? null : id.replace(/ unseen$/, ' seen'));
    }
    expect(cellsOf(['arm']).map(({ group }) => group)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('are refused of what is no treatment', () => {
    const experiments = recipeExperimentsSchema.parse({ leave_one_out: { arms: ['arm', 'region'] } });
    expect(checkExperiments({ ...aStudy(), experiments })).toEqual([
      {
        path: ['experiments', 'leave_one_out', 'arms', 1],
        message: '"region" is no treatment with at least two options',
      },
    ]);
    expect(recipeExperimentsSchema.parse(recipeExperiments(experiments))).toEqual(experiments);
  });
});

describe('a drawn pilot', () => {
  const rows = Array.from({ length: 90 }, (_, row) => ({
    row,
    stratum: row % 3 === 0 ? 'a' : 'b',
    group: row < 80 ? 'many' : 'few',
  }));

  test('is part of every larger one of the same seed, and another with another seed', () => {
    const small = drawPilot(rows, { kind: 'random', size: 12, seed: 1 });
    const large = drawPilot(rows, { kind: 'random', size: 30, seed: 1 });
    expect(large).toHaveLength(30);
    expect(small.every((row) => large.includes(row))).toBe(true);
    expect(drawPilot(rows, { kind: 'random', size: 12, seed: 2 })).not.toEqual(small);
  });

  test('mirrors the strata within one respondent at every size', () => {
    for (const size of [5, 12, 31, 60]) {
      const chosen = drawPilot(rows, { kind: 'random', size, seed: 4 });
      const own = chosen.filter((row) => row % 3 === 0).length;
      expect(Math.abs(own - size / 3)).toBeLessThanOrEqual(1);
    }
  });

  test('takes as many from every group when equal, and all of a group that runs out', () => {
    const few = (size: number): number =>
      drawPilot(rows, { kind: 'equal', size, seed: 1, by: 'group' }).filter((row) => row >= 80).length;
    expect(few(12)).toBe(6);
    expect(few(40)).toBe(10);
    expect(drawPilot(rows, { kind: 'random', size: 200, seed: 1 })).toHaveLength(90);
  });
});

describe('the block of a recipe', () => {
  test('comes back as it was written', () => {
    expect(recipeExperimentsSchema.parse(recipeExperiments(block))).toEqual(block);
  });

  test('is refused where the study cannot give what it asks for', () => {
    const faulty: ExperimentSettings = {
      ...block,
      learningCurve: { sizes: [1000], seeds: [1] },
      pilots: { size: 4, by: 'nobody', seeds: [1] },
      robustness: { repeats: 0, shuffled: false, wordings: [{ name: 'x', items: { region: 'Where?' } }] },
    };
    expect(checkExperiments({ ...study, experiments: faulty }).map(({ message }) => message)).toEqual([
      'pilot-train has fewer than 1000 respondents',
      '"nobody" is no persona or treatment of the codebook',
      '"region" is no belief or action of the codebook',
    ]);
  });
});
