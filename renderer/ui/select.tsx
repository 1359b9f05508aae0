import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import overlay from './overlay.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string | undefined;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly Choice<Value>[];
  readonly placeholder?: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  /** The label is read out but not shown, as in the cells of a table. */
  readonly hideLabel?: boolean;
}

/** One of a list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, onChange, choices, description, error, hideLabel = false, placeholder, isDisabled } = props;
  return (
    <AriaSelect
      className={classNames(field.field)}
      value={value}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isDisabled={isDisabled === true}
      placeholder={placeholder ?? 'Choose'}
      {...(hideLabel ? { 'aria-label': label } : {})}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {!hideLabel && <Label className={classNames(field.label)}>{label}</Label>}
      <Button className={classNames(field.control, field.trigger)}>
        <SelectValue className={classNames(field.value)}>
          {({ defaultChildren }) => choices.find((choice) => choice.value === value)?.label ?? defaultChildren}
        </SelectValue>
      </Button>
      {description !== undefined && (
        <Text slot="description" className={classNames(field.description)}>
          {description}
        </Text>
      )}
      {error !== undefined && <FieldError className={classNames(field.error)}>{error}</FieldError>}
      <Popover className={classNames(overlay.popover)}>
        <ListBox
          className={classNames(overlay.list)}
          items={choices.map((choice) => ({ id: choice.value, ...choice }))}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={classNames(overlay.item)}>
              <Text slot="label" className={classNames(overlay.name)}>
                {choice.label}
              </Text>
              {choice.description !== undefined && (
                <Text slot="description" className={classNames(overlay.hint)}>
                  {choice.description}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
