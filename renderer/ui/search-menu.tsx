import { Autocomplete, Input, Menu as AriaMenu, MenuItem, SearchField, Text, useFilter } from 'react-aria-components';
import { classNames } from './class-names.ts';
import type { MenuEntry } from './menu.tsx';
import styles from './overlay.module.css';

export interface SearchMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** A list of actions that shrinks with what is typed; the arrow keys choose, Enter performs. */
export function SearchMenu({ label, entries }: SearchMenuProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={label} autoFocus>
        <Input className={classNames(styles.search)} placeholder={label} />
      </SearchField>
      <AriaMenu
        aria-label={label}
        className={classNames(styles.list)}
        renderEmptyState={() => <p className={styles.hint}>Nothing fits what was typed.</p>}
      >
        {entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            isDisabled={entry.isDisabled === true}
            onAction={entry.perform}
            className={classNames(styles.item)}
          >
            <span className={styles.row}>
              <Text slot="label">{entry.label}</Text>
              {entry.shortcut !== undefined && <kbd className={styles.hint}>{entry.shortcut}</kbd>}
            </span>
          </MenuItem>
        ))}
      </AriaMenu>
    </Autocomplete>
  );
}
