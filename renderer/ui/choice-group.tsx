import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import type { Choice } from './select.tsx';

export interface ChoiceGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly Choice<Value>[];
  readonly isDisabled?: boolean;
}

/** One of a few, all of them in sight. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, onChange, choices, isDisabled = false } = props;
  return (
    <RadioGroup
      className={classNames(styles.field)}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <Label className={classNames(styles.label)}>{label}</Label>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={classNames(styles.choice)}>
            <span className={classNames(styles.mark, styles.round)} />
            <span>
              {choice.label}
              {choice.description !== undefined && <div className={styles.description}>{choice.description}</div>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly description?: string | undefined;
  readonly isDisabled?: boolean;
  /** Where the words beside it are elsewhere, as in a table. */
  readonly label?: string;
}

export function Checkbox({ children, description, label, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={classNames(styles.choice)}
    >
      <span className={styles.mark} />
      <span>
        {children}
        {description !== undefined && <div className={styles.description}>{description}</div>}
      </span>
    </AriaCheckbox>
  );
}
