import { Fragment } from 'react';
import type { Rule } from '../../../shared/domain/rule.ts';
import { findVariable, variablesWithRole } from '../../../shared/domain/codebook.ts';
import { ruleExplanation } from '../../../shared/messages/screen-messages.ts';
import { Button } from '../../ui/button.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OptionsPane, Workspace } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import type { CodebookPartProps } from './codebook-part.ts';
import { CodebookTabs } from './codebook-tabs.tsx';
import styles from './codebook.module.css';
import { EditActions } from './edit-actions.tsx';
import { RuleCase } from './rule-case.tsx';

/** Which action follows from the beliefs: cases that are tried in order. */
export function RuleView(props: CodebookPartProps) {
  const { study, edit } = props.editor;
  const { rule, codebook } = study;
  const actions = variablesWithRole(codebook, 'action');
  const set = (next: Rule | null): void => edit({ ...study, rule: next });
  return (
    <Workspace
      options={
        <OptionsPane
          title="Belief-action rule"
          actions={
            <>
              <EditActions editor={props.editor} />
              {rule !== null && <Button onPress={() => set(null)}>Remove rule</Button>}
            </>
          }
        >
          <p className={styles.soft}>{ruleExplanation()}</p>
          {rule !== null && (
            <>
              <Select
                label="Action that the rule explains"
                value={rule.action}
                choices={actions.map(({ name, label }) => ({ value: name, label }))}
                onChange={(action) => set({ ...rule, action })}
              />
              <DraftField
                label="Source of the rule"
                rows={3}
                value={rule.source}
                onCommit={(source) => set({ ...rule, source })}
              />
            </>
          )}
          <Names codebook={codebook} />
        </OptionsPane>
      }
    >
      <CodebookTabs {...props}>
        {rule === null ? (
          <NoRule hasAction={actions.length > 0} onAdd={() => set(firstRule(actions[0]?.name ?? '', codebook))} />
        ) : (
          <Cases rule={rule} codebook={codebook} onChange={set} />
        )}
      </CodebookTabs>
    </Workspace>
  );
}

function NoRule({ hasAction, onAdd }: { readonly hasAction: boolean; readonly onAdd: () => void }) {
  const add = (
    <Button kind="primary" isDisabled={!hasAction} onPress={onAdd}>
      Add a rule
    </Button>
  );
  return (
    <EmptyState title="No rule" action={add}>
      {hasAction ? 'The cases of the rule will be here.' : 'A rule needs a variable with the role action.'}
    </EmptyState>
  );
}

function firstRule(action: string, codebook: CodebookPartProps['editor']['study']['codebook']): Rule {
  const [belief] = variablesWithRole(codebook, 'belief');
  const [option] = findVariable(codebook, action)?.options ?? [];
  return { action, source: '', cases: [{ when: `${belief?.name ?? 'belief'} > 0`, choose: option?.value ?? '1' }] };
}

interface CasesProps {
  readonly rule: Rule;
  readonly codebook: CodebookPartProps['editor']['study']['codebook'];
  readonly onChange: (rule: Rule) => void;
}

function Cases({ rule, codebook, onChange }: CasesProps) {
  const change = (cases: Rule['cases']): void => onChange({ ...rule, cases });
  return (
    <div className={styles.part}>
      <p className={styles.soft}>The first case that holds decides; when none holds, the rule decides nothing.</p>
      {rule.cases.map((_, index) => (
        <RuleCase
          // oxlint-disable-next-line react/no-array-index-key -- cases are told apart by their place only
          key={index}
          rule={rule}
          index={index}
          codebook={codebook}
          onChange={(next) => change(rule.cases.map((own, position) => (position === index ? next : own)))}
          onRemove={() => change(rule.cases.filter((__, position) => position !== index))}
          onUp={() => change(swapped(rule.cases, index))}
        />
      ))}
      <div>
        <Button onPress={() => change([...rule.cases, ...rule.cases.slice(-1)])}>Add a case</Button>
      </div>
    </div>
  );
}

function swapped(cases: Rule['cases'], index: number): Rule['cases'] {
  const [before, own] = [cases[index - 1], cases[index]];
  if (before === undefined || own === undefined) return cases;
  return cases.toSpliced(index - 1, 2, own, before);
}

function Names({ codebook }: Pick<CasesProps, 'codebook'>) {
  return (
    <div className={styles.group}>
      <h3>Variables</h3>
      <dl className={styles.names}>
        {variablesWithRole(codebook, 'belief', 'persona', 'treatment').map(({ name, label }) => (
          <Fragment key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{label}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
