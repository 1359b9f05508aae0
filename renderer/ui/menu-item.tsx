import { MenuItem as AriaMenuItem } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './overlay.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly perform: () => void;
}

/** One action of a menu with its shortcut. */
export function MenuItem({ id, label, shortcut, isDisabled = false, perform }: MenuEntry) {
  return (
    <AriaMenuItem
      id={id}
      textValue={label}
      isDisabled={isDisabled}
      onAction={perform}
      className={classNames(styles.item)}
    >
      <span className={styles.row}>
        <span>{label}</span>
        {shortcut !== undefined && <kbd className={styles.hint}>{shortcut}</kbd>}
      </span>
    </AriaMenuItem>
  );
}
