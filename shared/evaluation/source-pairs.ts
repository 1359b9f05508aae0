import type { SourceColumns } from './prepare.ts';

/** Indices of sources whose difference is reported: tuned against untuned models, and every model against every baseline. */
export function sourcePairs(sources: readonly Pick<SourceColumns, 'kind'>[]): [number, number][] {
  const tuned = ({ kind }: Pick<SourceColumns, 'kind'>): boolean => kind === 'adapted' || kind === 'rectified';
  return sources.flatMap((source, a) =>
    sources.flatMap((against, b): [number, number][] => {
      const wanted =
        (tuned(source) && against.kind === 'base') || (source.kind !== 'baseline' && against.kind === 'baseline');
      return wanted ? [[a, b]] : [];
    }),
  );
}
