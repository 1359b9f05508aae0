import { variablesWithRole } from '../domain/codebook.ts';
import { largeSample, simulatedRegressionFailed, simulatedRegressionWarned } from '../messages/evaluation-messages.ts';
import * as messages from '../messages/core-messages.ts';
import { rowsOfThinned } from './blocks.ts';
import type { Prepared } from './prepare.ts';
import { type ModelFits, isFitted } from './regression-fits.ts';
import type { EvaluationResults } from './results.ts';
import { seedWarnings } from './seed-warnings.ts';

type Warning = EvaluationResults['warnings'][number];

/** Subgroups below this size get a warning. */
const smallGroup = 10;

/** What a reader must know before using the numbers. */
export function warningsOf(prepared: Prepared, models: readonly ModelFits[]): Warning[] {
  const { input } = prepared;
  const warnings: Warning[] = [];
  const warn = (code: string, text: string): void => void warnings.push({ code, text });
  if (input.pilot === null || input.pilot.n === 0) warn('no-pilot', messages.baselinesMissing());
  const weight = variablesWithRole(input.codebook, 'weight')[0];
  const unweighted = input.frame[weight?.name ?? '']?.filter((value) => value === null).length ?? 0;
  if (weight !== undefined && unweighted > 0) warn('weights-missing', messages.weightsMissing(weight.name, unweighted));
  if (prepared.blocks !== null) {
    warn('large-sample', largeSample(prepared.n, prepared.blocks.count, Math.min(rowsOfThinned, prepared.n)));
  }
  for (const { label, values } of prepared.groupings) {
    for (const group of values) {
      if (group.n < smallGroup) warn('small-subgroup', messages.smallSubgroup(label, group.label, group.n));
    }
  }
  for (const source of prepared.sources) {
    if (source.seeds === 1) warn('single-seed', messages.singleSeed(source.label));
    if (source.exact === null) warn('drawn-only', messages.drawnOnly(source.label));
  }
  for (const { spec, human, sources } of models) {
    if (!isFitted(human)) {
      warn('regression-failed', messages.regressionFailed(spec.name, human.failure));
      continue;
    }
    for (const { code, detail } of human.fit.warnings) {
      if (code !== 'empty-level') warn('regression-warning', messages.regressionWarned(spec.name, code, detail));
    }
    sources.forEach((seeds, s) => {
      for (const { code, detail, seeds: count } of seedWarnings(human, seeds)) {
        const where = { regression: spec.name, source: prepared.sources[s]?.label ?? '', count, of: seeds.length };
        if (code === 'failed') warn('simulated-regression-failed', simulatedRegressionFailed(where, detail));
        else warn('simulated-regression-warning', simulatedRegressionWarned(where, code, detail));
      }
    });
  }
  return warnings;
}
