import type { RefObject } from 'react';
import type { Codebook, Variable } from '../../../shared/domain/codebook.ts';
import { isNumericScale, roles, scales } from '../../../shared/domain/codebook.ts';
import { pointsToPersonsInWords } from '../../../shared/messages/inspection-messages.ts';
import { DraftField } from '../../ui/draft-field.tsx';
import { FieldRow } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import type { StudyFault } from './codebook-part.ts';
import styles from './codebook.module.css';
import {
  conditionsOf,
  pointsToPersons,
  readCodes,
  withConditionWording,
  withRole,
  withScale,
} from './edit-codebook.ts';
import { OptionsEditor } from './options-editor.tsx';

interface VariableEditorProps {
  readonly variable: Variable;
  readonly codebook: Codebook;
  readonly faults: readonly StudyFault[];
  /** Several are chosen: only what can hold for all of them is shown. */
  readonly several: boolean;
  readonly labelRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (edit: (variable: Variable) => Variable) => void;
}

const roleChoices = roles.map((role) => ({ value: role, label: role }));
const scaleChoices = scales.map((scale) => ({ value: scale, label: scale }));

/** Everything the codebook says about a variable. */
export function VariableEditor({ variable, codebook, faults, several, labelRef, onChange }: VariableEditorProps) {
  const { role, scale, label, unit, missing } = variable;
  const asked = role === 'belief' || role === 'action' || role === 'treatment';
  const listed = !isNumericScale(scale) && scale !== 'text';
  return (
    <>
      {!several && (
        <DraftField
          label="Label"
          inputRef={labelRef}
          value={label}
          onCommit={(text) => onChange((before) => ({ ...before, label: text === '' ? before.name : text }))}
        />
      )}
      {pointsToPersons(variable) && (
        <p className={styles.open} role="note">
          {pointsToPersonsInWords(variable.identifiers ?? [])}
        </p>
      )}
      {faults.map((fault) => (
        <p key={`${fault.path.join(' ')} ${fault.message}`} className={styles.open} role="status">
          Open: {[...fault.path.slice(2), fault.message].join(' ')}.
        </p>
      ))}
      <FieldRow>
        <Select
          label="Role"
          value={role}
          choices={roleChoices}
          onChange={(next) => onChange((before) => withRole(before, next))}
        />
        <Select
          label="Scale"
          value={scale}
          choices={scaleChoices}
          onChange={(next) => onChange((before) => withScale(before, next))}
        />
      </FieldRow>
      <DraftField
        label="Missing codes"
        mono
        value={missing.join(' ')}
        description="Codes that mean no answer, with blanks between them."
        onCommit={(text) => onChange((before) => ({ ...before, missing: readCodes(text) }))}
      />
      {isNumericScale(scale) && (
        <DraftField label="Unit" value={unit} onCommit={(text) => onChange((before) => ({ ...before, unit: text }))} />
      )}
      {!several && asked && <WordingEditor variable={variable} codebook={codebook} onChange={onChange} />}
      {!several && listed && <OptionsEditor variable={variable} onChange={onChange} />}
    </>
  );
}

function WordingEditor({
  variable,
  codebook,
  onChange,
}: Pick<VariableEditorProps, 'variable' | 'codebook' | 'onChange'>) {
  const { wording, role } = variable;
  const conditions = conditionsOf(codebook, variable);
  return (
    <div className={styles.group}>
      <DraftField
        label={role === 'treatment' ? 'What every arm was told' : 'Question as it was asked'}
        rows={3}
        value={wording.text}
        onCommit={(text) => onChange((before) => ({ ...before, wording: { ...before.wording, text } }))}
      />
      {conditions.map((condition) => (
        <DraftField
          key={condition.value}
          label={`Wording under "${condition.label}"`}
          rows={2}
          value={wording.byCondition[condition.value] ?? ''}
          placeholder="as above"
          onCommit={(text) => onChange((before) => withConditionWording(before, condition.value, text))}
        />
      ))}
    </div>
  );
}
