import type { NetworkState } from '../../shared/contract/shell.ts';
import type { RequestCounts } from '../hosts/screens/request-counts.ts';
import { createRequestCounts } from '../hosts/screens/request-counts.ts';

type Served = 'file' | 'connection';
type Refused = 'request' | 'path' | 'navigation' | 'window' | 'permission' | 'download';

export type WindowCounts = RequestCounts<Served, Refused>;

export function createWindowCounts(onChange: (state: NetworkState) => void): WindowCounts {
  return createRequestCounts('electron', onChange);
}
