import type { ModelState } from './phase-guide.ts';
import { modelState } from './phase-guide.ts';
import { useCoreQuery } from './use-core-query.ts';

/** Whether the base model can be used; `ready` until it is known, since most are. */
export function useModelState(): ModelState {
  const models = useCoreQuery('models.list', {}).data;
  return models === undefined ? 'ready' : modelState(models);
}
