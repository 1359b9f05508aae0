import { useState } from 'react';
import type { Variable } from '../../../shared/domain/codebook.ts';
import { Button } from '../../ui/button.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './codebook.module.css';
import { addOption, changeOption, moveOption, optionToMissing, removeOption, reverseOptions } from './edit-codebook.ts';

interface OptionsEditorProps {
  readonly variable: Variable;
  readonly onChange: (edit: (variable: Variable) => Variable) => void;
}

/** The options of a variable in their order, with codes and labels. */
export function OptionsEditor({ variable, onChange }: OptionsEditorProps) {
  const [code, setCode] = useState('');
  const added = addOption(variable, code);
  return (
    <div className={styles.group}>
      <h3>Options in their order</h3>
      <ol className={styles.options}>
        {variable.options.map((option, index) => (
          <OptionRow key={option.value} variable={variable} index={index} onChange={onChange} />
        ))}
      </ol>
      <div className={styles.add}>
        <TextField
          label="Code of a further option"
          mono
          value={code}
          onChange={setCode}
          error={code !== '' && added === null ? 'This code is taken.' : undefined}
        />
        <Button
          isDisabled={added === null}
          onPress={() => {
            onChange((before) => addOption(before, code) ?? before);
            setCode('');
          }}
        >
          Add option
        </Button>
      </div>
      {variable.options.length > 1 && (
        <div>
          <Button size="small" onPress={() => onChange(reverseOptions)}>
            Reverse the order
          </Button>
        </div>
      )}
    </div>
  );
}

function OptionRow({ variable, index, onChange }: OptionsEditorProps & { readonly index: number }) {
  const option = variable.options[index];
  if (option === undefined) return null;
  const { value, label } = option;
  return (
    <li className={styles.option}>
      <code className={styles.code}>{value}</code>
      <DraftField
        label={`Label of ${value}`}
        hideLabel
        value={label}
        onCommit={(text) => onChange((before) => changeOption(before, index, { label: text === '' ? value : text }))}
      />
      <div className={styles.moves}>
        <Button
          size="small"
          kind="quiet"
          label={`Up: ${label}`}
          isDisabled={index === 0}
          onPress={() => onChange((before) => moveOption(before, index, index - 1))}
        >
          Up
        </Button>
        <Button
          size="small"
          kind="quiet"
          label={`Down: ${label}`}
          isDisabled={index === variable.options.length - 1}
          onPress={() => onChange((before) => moveOption(before, index, index + 1))}
        >
          Down
        </Button>
        <Button
          size="small"
          kind="quiet"
          label={`No answer: ${label}`}
          onPress={() => onChange((before) => optionToMissing(before, index))}
        >
          No answer
        </Button>
        <Button
          size="small"
          kind="quiet"
          label={`Remove: ${label}`}
          onPress={() => onChange((before) => removeOption(before, index))}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
