import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ModelState } from './phase-guide.ts';

/**
 * Asks again where the model files are when a person comes back to the page, perhaps from moving one: files lie outside of the
 * project, so that no change of it tells. The phases are asked for again where this changes what can be started.
 */
export function useFilesElsewhere(model: ModelState): void {
  const queries = useQueryClient();
  useEffect(() => {
    const ask = (): void => void queries.invalidateQueries({ queryKey: ['models.list'] });
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [queries]);
  const before = useRef(model);
  useEffect(() => {
    if (before.current === model) return;
    before.current = model;
    void queries.invalidateQueries({ queryKey: ['phases.list'] });
  }, [queries, model]);
}
