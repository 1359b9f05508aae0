import type { RefObject } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  /** The label is read out but not shown, as in a list of fields of one kind. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly description?: string | undefined;
  /** What is wrong with the value; marks the field. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'password';
  /** Lines of a field for longer text. */
  readonly rows?: number;
  /** Set in the type of formulas, paths and codes. */
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** One line or several lines of text. The description is read out with the field. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel = false, description, error, rows, mono = false, placeholder, inputRef, ...rest } = props;
  const className = classNames(styles.control, mono && styles.mono);
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...rest}
      className={classNames(styles.field)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className={classNames(hideLabel ? styles.hidden : styles.label)}>{label}</Label>
      {rows === undefined ? (
        <Input
          className={className}
          spellCheck={false}
          autoComplete="off"
          {...hint}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      ) : (
        <TextArea className={className} rows={rows} spellCheck={!mono} {...hint} />
      )}
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      {error !== undefined && <FieldError className={classNames(styles.error)}>{error}</FieldError>}
    </AriaTextField>
  );
}
