import { Button, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import button from './button.module.css';
import { classNames } from './class-names.ts';
import styles from './overlay.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly perform: () => void;
}

export interface MenuProps {
  /** Words on the button that opens the menu. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly size?: 'normal' | 'small';
}

/** A button with a list of further actions. */
export function Menu({ label, entries, size = 'normal' }: MenuProps) {
  return (
    <MenuTrigger>
      <Button className={classNames(button.button, size === 'small' && button.small)}>{label}</Button>
      <Popover className={classNames(styles.popover)}>
        <AriaMenu className={classNames(styles.list)} aria-label={label}>
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
                <span>{entry.label}</span>
                {entry.shortcut !== undefined && <kbd className={styles.hint}>{entry.shortcut}</kbd>}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
