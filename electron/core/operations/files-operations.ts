import type { filesContract } from '../../../shared/contract/files.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listFolder, startingPlaces } from '../files/list-folder.ts';

export function filesOperations(): Handlers<typeof filesContract> {
  return {
    'files.list': ({ path, extensions }) => listFolder(path, extensions),
    'files.home': () => startingPlaces(),
  };
}
