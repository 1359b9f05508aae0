import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { RegressionSpec } from '../../../shared/domain/study.ts';
import { regressionsExplanation } from '../../../shared/messages/screen-messages.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OptionsPane, Workspace } from '../../ui/pane.tsx';
import type { CodebookPartProps } from './codebook-part.ts';
import { CodebookTabs } from './codebook-tabs.tsx';
import styles from './codebook.module.css';
import { EditActions } from './edit-actions.tsx';
import { RegressionEditor } from './regression-editor.tsx';

/** The regressions of the original study, as formulas. */
export function RegressionsView(props: CodebookPartProps) {
  const { study, edit } = props.editor;
  const { regressions, codebook } = study;
  const set = (next: RegressionSpec[]): void => edit({ ...study, regressions: next });
  const add = (
    <Button kind="primary" onPress={() => set([...regressions, newRegression(props)])}>
      Add a regression
    </Button>
  );
  return (
    <Workspace
      options={
        <OptionsPane
          title="Original regressions"
          actions={
            <>
              {add}
              <EditActions editor={props.editor} />
            </>
          }
        >
          <p className={styles.soft}>{regressionsExplanation()}</p>
        </OptionsPane>
      }
    >
      <CodebookTabs {...props}>
        {regressions.length === 0 && (
          <EmptyState title="No regressions">
            The regressions of the original study will be here. Their coefficients are compared between humans and
            twins.
          </EmptyState>
        )}
        {regressions.map((regression, index) => (
          <RegressionEditor
            // oxlint-disable-next-line react/no-array-index-key -- regressions are told apart by their place only
            key={index}
            regression={regression}
            codebook={codebook}
            onChange={(next) => set(regressions.map((own, position) => (position === index ? next : own)))}
            onRemove={() => set(regressions.filter((_, position) => position !== index))}
          />
        ))}
      </CodebookTabs>
    </Workspace>
  );
}

function newRegression({ editor }: CodebookPartProps): RegressionSpec {
  const { codebook, regressions } = editor.study;
  const [action] = variablesWithRole(codebook, 'action');
  const [cause] = variablesWithRole(codebook, 'treatment', 'belief', 'persona');
  return {
    name: `Regression ${regressions.length + 1}`,
    model: action?.options.length === 2 ? 'logit' : 'ols',
    formula: `${action?.name ?? 'action'} ~ ${cause?.name ?? '1'}`,
    covariance: 'HC3',
  };
}
