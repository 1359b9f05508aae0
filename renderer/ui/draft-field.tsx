import { useState } from 'react';
import type { TextFieldProps } from './text-field.tsx';
import { TextField } from './text-field.tsx';

export interface DraftFieldProps extends Omit<TextFieldProps, 'onChange' | 'onBlur'> {
  /** Called when the field is left with another text than it had. */
  readonly onCommit: (value: string) => void;
}

/** A text that counts once the field is left, so that one edit is one step that can be taken back. */
export function DraftField({ value, onCommit, ...rest }: DraftFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      {...rest}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={() => {
        if (draft !== null && draft !== value) onCommit(draft);
        setDraft(null);
      }}
    />
  );
}
