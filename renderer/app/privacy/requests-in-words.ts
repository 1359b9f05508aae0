import type { NetworkState } from '../../../shared/contract/shell.ts';

export interface CountedRequests {
  readonly what: string;
  readonly fate: string;
  readonly count: number;
}

const served: Readonly<Record<string, string>> = {
  file: "The program's own files, such as this page",
  session: 'Keys of an address exchanged for a session',
  connection: "Connections of the program's own pages to the core",
};

const refused: Readonly<Record<string, string>> = {
  host: 'Asked under another name than this machine',
  origin: 'Came from a page of another place',
  user: 'Came from another account on this machine',
  session: 'Had no valid session',
  path: 'Asked for a file that is none of the screens',
  method: 'Used a method that is not answered',
  size: 'Was too large',
  policy: 'A page wanted to load something from elsewhere',
  request: 'A page wanted to load something from elsewhere',
  navigation: 'A page wanted to go elsewhere',
  window: 'A page wanted to open a window or embed a page',
  permission: 'A page wanted a permission, such as the camera',
  download: 'A page wanted to save a file that it did not make itself',
};

/** The counts of the shell as rows: what was refused first; kinds without words by their names. */
export function requestsInWords({ servedByKind, blockedByReason }: NetworkState): CountedRequests[] {
  return [
    ...blockedByReason.map(({ what, count }) => ({ what: refused[what] ?? what, fate: 'refused', count })),
    ...servedByKind.map(({ what, count }) => ({
      what: served[what] ?? what,
      fate: 'answered on this machine',
      count,
    })),
  ];
}
