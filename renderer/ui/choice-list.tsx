import { ListBox, ListBoxItem } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './choice-list.module.css';

export interface ChoiceListProps {
  readonly label: string;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly entries: readonly { readonly id: string; readonly label: string; readonly note?: string | undefined }[];
}

/** A list of which one entry is looked at; the arrow keys go through it. */
export function ChoiceList({ label, selected, onSelect, entries }: ChoiceListProps) {
  return (
    <ListBox
      aria-label={label}
      className={classNames(styles.list)}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onSelect(String(key));
      }}
    >
      {entries.map((entry) => (
        <ListBoxItem key={entry.id} id={entry.id} textValue={entry.label} className={classNames(styles.entry)}>
          <span className={styles.name}>{entry.label}</span>
          {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
