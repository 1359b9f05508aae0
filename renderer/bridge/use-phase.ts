import type { Phase, PhaseName } from '../../shared/contract/phases.ts';
import { useCoreQuery } from './use-core-query.ts';

/** The state of a phase; undefined until it is known. */
export function usePhase(name: PhaseName): Phase | undefined {
  const { data } = useCoreQuery('phases.list', { data: null });
  return data?.find((phase) => phase.name === name);
}
