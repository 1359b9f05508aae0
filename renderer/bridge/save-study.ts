import type { QueryClient } from '@tanstack/react-query';
import type { Study } from '../../shared/domain/study.ts';
import type { CoreClient } from './operation-types.ts';

/**
 * Saves a study that was made of `before`, and shows it at once. Throws `study-changed` where the project has another one by now;
 * after any failure the page asks again what the study is.
 */
export async function saveStudy(core: CoreClient, queries: QueryClient, before: Study, next: Study): Promise<void> {
  const queryKey = ['study.get', {}];
  // An answer under way is older than this and would take its place. It is given up at once, and nobody waits for that.
  void queries.cancelQueries({ queryKey });
  queries.setQueryData(queryKey, next);
  try {
    await core.call('study.set', { study: next, draft: true, before });
  } catch (error) {
    void queries.invalidateQueries({ queryKey });
    throw error;
  }
}
