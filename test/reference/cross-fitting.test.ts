import { describe, expect, test } from 'vitest';
import { crossFit } from '../../shared/evaluation/cross-fitting.ts';
import type { SimulatedAnswers } from '../../shared/evaluation/evaluation-input.ts';
import { prepare } from '../../shared/evaluation/prepare.ts';
import type { CrossFitBlock } from '../../shared/evaluation/rectification-results.ts';
import { aVariable, numberedOptions } from '../support/a-variable.ts';
import { belief, bySource, found, smallStudy } from '../support/small-study.ts';
import reference from './cross-fitting.json' with { type: 'json' };
import { relativeError } from './relative-error.ts';

const { n, N, folds, y, fold, arm, armOthers, observed } = reference;

/** Probabilities alone decide means and effects; draws are there for regressions. */
function twins(probabilities: readonly number[]): SimulatedAnswers {
  const rows = probabilities.length / reference.options;
  return { probabilities: [Float64Array.from(probabilities)], draws: [[new Int16Array(rows)]] };
}

function block(): CrossFitBlock {
  const unlabelled = reference.others.map(twins);
  const [first] = unlabelled;
  const study = smallStudy({
    items: [belief('b', reference.options)],
    human: [observed.map((value) => value - 1)],
    sources: [{ ...found(first), id: 'adapted', kind: 'adapted', label: 'Adapted', outside: [null] }],
    columns: [
      {
        variable: aVariable('arm', { role: 'treatment', scale: 'nominal', options: numberedOptions('off', 'on') }),
        values: armOthers.map((value) => String(value + 1)),
      },
    ],
    bootstrap: 100,
  });
  const steps = crossFit(prepare(study, study.sources), {
    n,
    frame: { arm: arm.map((value) => String(value + 1)) },
    answers: [Int16Array.from(y, (value) => (value === null ? -1 : value - 1))],
    folds,
    foldOf: Int16Array.from(fold),
    sources: [{ id: 'adapted', labelled: twins(reference.left), unlabelled }],
  });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('cross-fitted estimates agree with cross-prediction in R', () => {
  const { targets } = block();
  for (const [kind, expected] of Object.entries(reference.results)) {
    test(`${kind}: weight, estimate and standard error; N = ${N}`, () => {
      const target = found(targets.find((own) => own.kind === kind));
      const { rectified, lambda, standardError } = bySource(target.sources, 'adapted');
      expect(relativeError(lambda, expected.lambda)).toBeLessThan(1e-10);
      expect(relativeError(rectified.value, expected.estimate)).toBeLessThan(1e-10);
      expect(relativeError(standardError, expected.se)).toBeLessThan(1e-10);
    });
  }
});
