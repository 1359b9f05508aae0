import type { NetworkState } from '../../../shared/contract/shell.ts';
import type { RequestCounts } from '../../hosts/screens/request-counts.ts';
import { createRequestCounts } from '../../hosts/screens/request-counts.ts';

type Served = 'file' | 'session' | 'connection';

export type Refusal =
  | 'host'
  | 'origin'
  | 'user'
  | 'session'
  | 'path'
  | 'method'
  | 'size'
  /** A page of this server tried to reach something else, and its content policy kept it from doing so. */
  | 'policy';

export type ServerCounts = RequestCounts<Served, Refusal>;

/** Counts of the local server. What would go out is not counted but impossible: the server's process never connects. */
export function createServerCounts(onChange: (state: NetworkState) => void): ServerCounts {
  return createRequestCounts('loopback', onChange);
}
