import { FieldError, Group, Input, Label, NumberField as AriaNumberField, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly step?: number;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  /** Decimals that may be written; 6 by default. */
  readonly decimals?: number;
}

/** A number; an empty field keeps the former value. */
export function NumberField({ label, description, error, onChange, decimals = 6, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      className={classNames(styles.field)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      formatOptions={{ useGrouping: false, maximumFractionDigits: decimals }}
      onChange={(value) => {
        if (Number.isFinite(value)) onChange(value);
      }}
    >
      <Label className={classNames(styles.label)}>{label}</Label>
      <Group className={classNames(styles.group)}>
        <Input className={classNames(styles.control)} />
      </Group>
      {description !== undefined && (
        <Text slot="description" className={classNames(styles.description)}>
          {description}
        </Text>
      )}
      {error !== undefined && <FieldError className={classNames(styles.error)}>{error}</FieldError>}
    </AriaNumberField>
  );
}
