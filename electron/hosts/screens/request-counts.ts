import type { NetworkState } from '../../../shared/contract/shell.ts';

export interface RequestCounts<Served extends string, Refused extends string> {
  served(kind: Served): void;
  refused(reason: Refused): void;
  state(): NetworkState;
}

/** Counts what crossed the border of a shell, by kind, since its start. Only numbers are kept: no address, no content. */
export function createRequestCounts<Served extends string, Refused extends string>(
  mode: NetworkState['mode'],
  onChange: (state: NetworkState) => void,
): RequestCounts<Served, Refused> {
  const served = new Map<Served, number>();
  const refused = new Map<Refused, number>();
  const state = (): NetworkState => ({
    mode,
    served: sumOf(served),
    blocked: sumOf(refused),
    servedByKind: toList(served),
    blockedByReason: toList(refused),
  });
  return {
    served(kind) {
      served.set(kind, (served.get(kind) ?? 0) + 1);
      onChange(state());
    },
    refused(reason) {
      refused.set(reason, (refused.get(reason) ?? 0) + 1);
      onChange(state());
    },
    state,
  };
}

function toList(counts: ReadonlyMap<string, number>): { what: string; count: number }[] {
  return [...counts].map(([what, count]) => ({ what, count }));
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
