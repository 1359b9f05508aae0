import { Button, Menu as AriaMenu, MenuTrigger, Popover } from 'react-aria-components';
import button from './button.module.css';
import { classNames } from './class-names.ts';
import type { MenuEntry } from './menu-item.tsx';
import { MenuItem } from './menu-item.tsx';
import styles from './overlay.module.css';

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
            <MenuItem key={entry.id} {...entry} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
