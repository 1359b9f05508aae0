import { Autocomplete, Input, Menu as AriaMenu, SearchField, useFilter } from 'react-aria-components';
import { classNames } from './class-names.ts';
import type { MenuEntry } from './menu-item.tsx';
import { MenuItem } from './menu-item.tsx';
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
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={`${label}: results`}>
        <AriaMenu
          aria-label={label}
          className={classNames(styles.plainList)}
          renderEmptyState={() => <p className={styles.hint}>Nothing fits what was typed.</p>}
        >
          {entries.map((entry) => (
            <MenuItem key={entry.id} {...entry} />
          ))}
        </AriaMenu>
      </div>
    </Autocomplete>
  );
}
