import { ResultPane, Workspace } from '../../ui/pane.tsx';

export interface DataScreenProps {
  readonly view: 'rows' | 'columns' | 'refused';
  readonly column: string | null;
  readonly onView: (view: 'rows' | 'columns' | 'refused') => void;
  readonly onColumn: (column: string) => void;
}

export function DataScreen(_props: DataScreenProps) {
  return (
    <Workspace>
      <ResultPane title="Data">
        <p />
      </ResultPane>
    </Workspace>
  );
}
