import type { NetworkState } from '../../../shared/contract/shell.ts';

export const servedKinds = ['file', 'session', 'connection', 'report'] as const;
export type ServedKind = (typeof servedKinds)[number];

export const refusals = [
  'host',
  'origin',
  'user',
  'session',
  'path',
  'method',
  'size',
  /** A page of this server tried to reach something else, and its content policy kept it from doing so. */
  'policy',
] as const;
export type Refusal = (typeof refusals)[number];

export interface RequestCounts {
  served(kind: ServedKind): void;
  refused(reason: Refusal): void;
  state(): NetworkState;
}

/** Counts what came in, by kind. What would go out is not counted but impossible: the server's process never connects. */
export function createRequestCounts(onChange: (state: NetworkState) => void): RequestCounts {
  const served = new Map<ServedKind, number>();
  const refused = new Map<Refusal, number>();
  const toList = (counts: ReadonlyMap<string, number>): { what: string; count: number }[] =>
    [...counts].map(([what, count]) => ({ what, count }));
  const sum = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((total, count) => total + count, 0);
  const state = (): NetworkState => ({
    mode: 'loopback',
    served: sum(served),
    blocked: sum(refused),
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
