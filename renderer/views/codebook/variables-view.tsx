import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import type { Variable } from '../../../shared/domain/codebook.ts';
import { findVariable, isNumericScale } from '../../../shared/domain/codebook.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { Badge } from '../../ui/badge.tsx';
import { Grid } from '../../ui/grid.tsx';
import { OptionsPane, Workspace } from '../../ui/pane.tsx';
import { VariableName } from '../../ui/variable-name.tsx';
import { CodebookFiles } from './codebook-files.tsx';
import type { CodebookPartProps } from './codebook-part.ts';
import { CodebookTabs } from './codebook-tabs.tsx';
import styles from './codebook.module.css';
import { EditActions } from './edit-actions.tsx';
import { editVariables, pointsToPersons, withRole, withScale } from './edit-codebook.ts';
import { decisionOfKey } from './role-of-key.ts';
import { VariableEditor } from './variable-editor.tsx';

/** The grid of variables, and on the left everything about the chosen one. */
export function VariablesView(props: CodebookPartProps) {
  const { editor, faults, variable: wanted, onVariable } = props;
  const { study, edit } = editor;
  const current = (findVariable(study.codebook, wanted ?? '') ?? study.codebook.variables[0])?.name ?? '';
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const selected = marked.size > 1 ? marked : new Set([current]);
  const label = useRef<HTMLInputElement>(null);
  const change = (next: (variable: Variable) => Variable): void =>
    edit({ ...study, codebook: editVariables(study.codebook, selected, next) });
  const onKey = (event: KeyboardEvent): boolean => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : decide(event.key);
    if (next !== null) change(next);
    return next !== null;
  };
  const choose = (keys: ReadonlySet<string>): void => {
    setMarked(keys);
    const [only] = keys;
    if (keys.size === 1 && only !== undefined) onVariable(only);
  };
  const shown = findVariable(study.codebook, current);
  return (
    <Workspace
      options={
        <OptionsPane
          title={selected.size > 1 ? `${formatCount(selected.size)} variables` : current}
          actions={
            <>
              <EditActions editor={editor} />
              <CodebookFiles editor={editor} />
            </>
          }
        >
          {shown !== undefined && (
            <VariableEditor
              key={current}
              variable={shown}
              codebook={study.codebook}
              faults={faults.filter(({ path }) => path[0] === 'codebook' && path[1] === current)}
              several={selected.size > 1}
              labelRef={label}
              onChange={change}
            />
          )}
        </OptionsPane>
      }
    >
      <CodebookTabs {...props}>
        <VariableGrid
          variables={study.codebook.variables}
          open={variablesWithFaults(faults)}
          selected={selected}
          onSelect={choose}
          onKey={onKey}
          onOpen={() => label.current?.focus()}
        />
      </CodebookTabs>
    </Workspace>
  );
}

/** The edit that a letter stands for, or null. */
function decide(key: string): ((variable: Variable) => Variable) | null {
  const decision = decisionOfKey(key);
  if (decision === null) return null;
  return (variable) => ('role' in decision ? withRole(variable, decision.role) : withScale(variable, decision.scale));
}

function variablesWithFaults(faults: CodebookPartProps['faults']): ReadonlySet<string> {
  return new Set(faults.flatMap(({ path }) => (path[0] === 'codebook' ? [String(path[1])] : [])));
}

interface VariableGridProps {
  readonly variables: readonly Variable[];
  /** Names with something open. */
  readonly open: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onOpen: () => void;
}

function VariableGrid({ variables, open, ...grid }: VariableGridProps) {
  return (
    <div className={styles.part}>
      <p className={styles.keys}>
        Arrows choose a variable, with Shift several. <kbd>p</kbd> persona, <kbd>t</kbd> treatment, <kbd>b</kbd> belief,{' '}
        <kbd>a</kbd> action, <kbd>w</kbd> weight, <kbd>c</kbd> cluster, <kbd>i</kbd> id, <kbd>x</kbd> excluded. With
        Shift: <kbd>N</kbd> nominal, <kbd>O</kbd> ordinal, <kbd>I</kbd> interval, <kbd>B</kbd> binary, <kbd>C</kbd>{' '}
        count, <kbd>T</kbd> text. Enter goes to the fields on the left.
      </p>
      <Grid
        label="Variables"
        items={variables}
        itemKey={({ name }) => name}
        {...grid}
        columns={[
          { key: 'name', label: 'Variable', cell: ({ name }) => <VariableName name={name} /> },
          { key: 'label', label: 'Label', cell: ({ label }) => label },
          { key: 'role', label: 'Role', cell: ({ role }) => <Badge kind="tag">{role}</Badge> },
          { key: 'scale', label: 'Scale', soft: true, cell: scaleInWords },
          { key: 'missing', label: 'Missing', soft: true, cell: ({ missing }) => missing.join(' ') },
          {
            key: 'open',
            label: 'Open',
            cell: (variable) => <Marks variable={variable} isOpen={open.has(variable.name)} />,
          },
        ]}
      />
    </div>
  );
}

/** What asks for attention: an open decision, and a column that may point to persons and was taken in anyway. */
function Marks({ variable, isOpen }: { readonly variable: Variable; readonly isOpen: boolean }) {
  return (
    <>
      {isOpen && <Badge kind="warning">decision needed</Badge>}{' '}
      {pointsToPersons(variable) && <Badge kind="warning">may point to persons</Badge>}
    </>
  );
}

function scaleInWords({ scale, options, unit }: Variable): string {
  if (isNumericScale(scale)) return unit === '' ? scale : `${scale}, ${unit}`;
  return options.length === 0 ? scale : `${scale}, ${formatCount(options.length)}`;
}
