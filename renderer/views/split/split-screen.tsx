import { ResultPane, Workspace } from '../../ui/pane.tsx';

export function SplitScreen() {
  return (
    <Workspace>
      <ResultPane title="Split">
        <p />
      </ResultPane>
    </Workspace>
  );
}
