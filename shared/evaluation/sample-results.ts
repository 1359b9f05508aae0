import { alphaOf } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import type { EvaluationResults } from './results.ts';

/** Who was evaluated and by which sources. */
export function sampleResults(
  prepared: Prepared,
): Pick<EvaluationResults, 'study' | 'settings' | 'sample' | 'sources'> {
  const { input, n } = prepared;
  const { bootstrap, level, seed } = input.settings;
  return {
    study: { ...input.study },
    settings: { bootstrapDraws: bootstrap, level, alpha: alphaOf(level), seed },
    sample: {
      rows: input.sample.rows,
      parts: input.sample.parts.map((part) => ({ ...part })),
      respondents: n,
      clusters: prepared.clusters,
      pilot: input.pilot?.n ?? 0,
      weighted: prepared.weighted,
      items: prepared.items.map(({ variable, human }) => {
        const answered = human.reduce((sum, answer) => sum + (answer >= 0 ? 1 : 0), 0);
        return {
          name: variable.name,
          label: variable.label,
          role: variable.role,
          scale: variable.scale,
          options: variable.options.map((option) => ({ ...option })),
          answered,
          missing: n - answered,
        };
      }),
      subgroups: prepared.groupings.map(({ variable, label, values, levelOf }) => ({
        variable,
        label,
        groups: values.map((group) => ({ ...group })),
        missing: levelOf.reduce((sum, group) => sum + (group === values.length ? 1 : 0), 0),
      })),
    },
    sources: prepared.sources.map(({ id, kind, label, seeds, exact }) => ({
      id,
      kind,
      label,
      seeds,
      regime: exact === null ? 'drawn' : 'exact',
    })),
  };
}
