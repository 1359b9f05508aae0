import { ResultPane, Workspace } from '../../ui/pane.tsx';

export function ModelsScreen() {
  return (
    <Workspace>
      <ResultPane title="Models">
        <p />
      </ResultPane>
    </Workspace>
  );
}
