export interface DataScreenProps {
  readonly view: 'rows' | 'columns' | 'refused';
  /** Column that is looked at. */
  readonly column: string | null;
  readonly onView: (view: 'rows' | 'columns' | 'refused') => void;
  readonly onColumn: (column: string) => void;
}
