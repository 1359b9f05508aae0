import { ResultPane, Workspace } from '../../ui/pane.tsx';

export interface CodebookScreenProps {
  readonly view: 'variables' | 'rule' | 'regressions';
  readonly variable: string | null;
  readonly onView: (view: 'variables' | 'rule' | 'regressions') => void;
  readonly onVariable: (variable: string) => void;
}

export function CodebookScreen(_props: CodebookScreenProps) {
  return (
    <Workspace>
      <ResultPane title="Codebook">
        <p />
      </ResultPane>
    </Workspace>
  );
}
