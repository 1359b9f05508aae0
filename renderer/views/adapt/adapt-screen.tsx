import { ResultPane, Workspace } from '../../ui/pane.tsx';

export function AdaptScreen() {
  return (
    <Workspace>
      <ResultPane title="Adapt">
        <p />
      </ResultPane>
    </Workspace>
  );
}
