import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { ListedFile, Place } from '../../shared/contract/files.ts';
import { formatBytes } from '../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { joinPath } from './join-path.ts';
import styles from './path-field.module.css';
import { TextField } from './text-field.tsx';

export interface FolderBrowserProps {
  readonly title: string;
  readonly kind: 'open' | 'save' | 'folder';
  readonly extensions: readonly string[];
  readonly suggested: string;
  readonly onClose: () => void;
  readonly onChoose: (path: string) => void;
}

/** Folders and files of this machine as lists. A folder opens when it is chosen, a file ends the choice. */
export function FolderBrowser({ title, kind, extensions, suggested, onClose, onChoose }: FolderBrowserProps) {
  const { data: home } = useCoreQuery('files.home', {});
  const [chosen, setFolder] = useState<string | null>(null);
  const [name, setName] = useState(suggested);
  const folder = chosen ?? home?.home ?? null;
  const { data: listing, error } = useCoreQuery(
    'files.list',
    { path: folder ?? '/', extensions: [...extensions] },
    { enabled: folder !== null, keepPrevious: true },
  );
  const take = (entry: ListedFile): void => {
    const path = joinPath(listing?.path ?? '', entry.name);
    if (entry.kind === 'folder') setFolder(path);
    else if (kind === 'save') setName(entry.name);
    else onChoose(path);
  };
  const here = listing?.path ?? '';
  const ready = kind === 'folder' ? here !== '' : name !== '';
  return (
    <Dialog
      title={title}
      isOpen
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {kind !== 'open' && (
            <Button
              kind="primary"
              isDisabled={!ready}
              onPress={() => onChoose(kind === 'folder' ? here : joinPath(here, name))}
            >
              {kind === 'folder' ? 'Choose this folder' : 'Choose this name'}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.browser}>
        <Places parent={listing?.parent ?? null} places={home?.places ?? []} onOpen={setFolder} />
        <div>
          <p className={classNames(styles.soft, styles.path)}>{here}</p>
          <Entries
            entries={(listing?.entries ?? []).filter((entry) => kind !== 'folder' || entry.kind === 'folder')}
            onTake={take}
          />
          {listing?.truncated === true && <p className={styles.soft}>The folder holds more; type the path instead.</p>}
        </div>
      </div>
      {kind === 'save' && <TextField label="Name of the file" value={name} onChange={setName} mono />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

interface PlacesProps {
  readonly parent: string | null;
  readonly places: readonly Place[];
  readonly onOpen: (path: string) => void;
}

function Places({ parent, places, onOpen }: PlacesProps) {
  return (
    <div className={styles.places}>
      {parent !== null && (
        <Button kind="quiet" size="small" onPress={() => onOpen(parent)}>
          Folder above
        </Button>
      )}
      {places.map((place) => (
        <Button key={place.path} kind="quiet" size="small" onPress={() => onOpen(place.path)}>
          {place.name}
        </Button>
      ))}
    </div>
  );
}

interface EntriesProps {
  readonly entries: readonly ListedFile[];
  readonly onTake: (entry: ListedFile) => void;
}

function Entries({ entries, onTake }: EntriesProps) {
  return (
    <ListBox
      aria-label="Folders and files"
      className={classNames(styles.list)}
      selectionMode="none"
      items={entries.map((entry) => ({ id: entry.name, entry }))}
      onAction={(key) => {
        const entry = entries.find(({ name }) => name === key);
        if (entry !== undefined) onTake(entry);
      }}
      renderEmptyState={() => <p className={styles.entry}>Nothing here can be chosen.</p>}
    >
      {({ id, entry }) => (
        <ListBoxItem id={id} textValue={entry.name} className={classNames(styles.entry)}>
          <span>{entry.name}</span>
          <span className={styles.soft}>
            {entry.kind === 'folder' ? 'folder' : entry.sizeBytes === null ? '' : formatBytes(entry.sizeBytes)}
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
