import { modelState } from '../bridge/phase-guide.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { useFilesElsewhere } from '../bridge/use-files-elsewhere.ts';
import type { RailFacts } from './rail-states.ts';

/** Asks what the rail shows. Before there is a study the phases are not asked for. */
export function useRailFacts(): RailFacts {
  const study = useCoreQuery('study.get', {}).data ?? null;
  const check = useCoreQuery('study.check', { study }, { enabled: study !== null, keepPrevious: true });
  const phases = useCoreQuery('phases.list', { data: null }, { enabled: study !== null });
  const summary = useCoreQuery('data.summary', {}, { enabled: study !== null });
  const models = useCoreQuery('models.list', {});
  const jobs = useCoreQuery('jobs.list', {});
  const runs = useCoreQuery('adapt.runs', {}, { enabled: study !== null });
  const model = modelState(models.data ?? []);
  useFilesElsewhere(model);
  return {
    phases: phases.data ?? [],
    respondents: summary.data?.rows ?? null,
    codebook:
      study === null ? null : { variables: study.codebook.variables.length, faults: check.data?.faults.length ?? 0 },
    models: models.data?.length ?? 0,
    model,
    runs: runs.data?.length ?? 0,
    experimentsRun:
      jobs.data?.some(({ kind, state }) => kind === 'experiments' && (state === 'running' || state === 'queued')) ??
      false,
  };
}
