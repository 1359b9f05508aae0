import { allocate } from '../allocate.ts';
import type { EvaluationResults } from '../results.ts';
import { targetKinds } from '../rectification-results.ts';
import { experimentDefinitions } from './experiment-definitions.ts';
import type { ExperimentsBlock } from './experiment-results.ts';

/** ρ² of one kind of estimate, of a model that was tuned with so many humans. */
interface KindPoint {
  readonly kind: (typeof targetKinds)[number];
  readonly tuning: number;
  readonly rhoSquared: number;
}

/** The points of the learning curve by kind of estimate, averaged over the seeds of a size; the untuned model is none. */
export function curvePoints({ experiments }: ExperimentsBlock): KindPoint[] {
  const cells = (experiments.find(({ id }) => id === 'learning-curve')?.cells ?? []).filter(({ pilot }) => pilot > 0);
  return targetKinds.flatMap((kind) =>
    [...Map.groupBy(cells, ({ tuning }) => tuning)].flatMap(([tuning, same]) => {
      const values = same.flatMap(({ rhoSquared }) => {
        const value = rhoSquared.find((own) => own.kind === kind)?.rhoSquared.value ?? null;
        return value === null ? [] : [value];
      });
      if (values.length === 0) return [];
      return [{ kind, tuning, rhoSquared: values.reduce((sum, value) => sum + value, 0) / values.length }];
    }),
  );
}

/** The results with what the experiments have given, and with a plan of humans that rests on the measured learning curve. */
export function withExperiments(results: EvaluationResults, block: ExperimentsBlock | null): EvaluationResults {
  if (block === null) return results;
  const curve = curvePoints(block);
  const { rectification, allocation } = results;
  const planned = allocation === undefined || curve.length === 0 ? allocation : allocate(results, rectification, curve);
  return {
    ...results,
    ...(planned === undefined ? {} : { allocation: planned }),
    experiments: block,
    definitions: { ...results.definitions, ...experimentDefinitions },
  };
}
