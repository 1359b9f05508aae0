import type { TextFieldProps } from './text-field.tsx';
import { TextField } from './text-field.tsx';
import { useDraft } from './use-draft.ts';

export interface DraftFieldProps extends Omit<TextFieldProps, 'onChange' | 'onBlur'> {
  /** Called with another text than the field had, once the field is left or goes, or after a pause in typing. */
  readonly onCommit: (value: string) => void;
}

/** A text that counts once the field is left, so that one edit is one step that can be taken back. */
export function DraftField({ value, onCommit, ...rest }: DraftFieldProps) {
  const draft = useDraft(value, onCommit);
  return <TextField {...rest} value={draft.text} onChange={draft.change} onBlur={draft.leave} />;
}
