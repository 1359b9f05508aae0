import { ResultPane, Workspace } from '../../ui/pane.tsx';

export interface SimulateScreenProps {
  readonly view: 'distributions' | 'prompt' | 'ask';
  readonly row: number | null;
  readonly onView: (view: 'distributions' | 'prompt' | 'ask') => void;
  readonly onRow: (row: number) => void;
}

export function SimulateScreen(_props: SimulateScreenProps) {
  return (
    <Workspace>
      <ResultPane title="Simulate">
        <p />
      </ResultPane>
    </Workspace>
  );
}
