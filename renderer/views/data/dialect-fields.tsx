import { useState } from 'react';
import type { Dialect, ResolvedDialect } from '../../../shared/domain/dialect.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface DialectFieldsProps {
  readonly dialect: Partial<Dialect>;
  /** What was found in the file. */
  readonly found: ResolvedDialect | null;
  readonly onChange: (dialect: Partial<Dialect>) => void;
}

const delimiters = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
] as const;
const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16, little-endian' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
  { value: 'latin1', label: 'Latin 1' },
  { value: 'windows-1252', label: 'Windows 1252' },
] as const;
const decimals = [
  { value: '.', label: 'Point' },
  { value: ',', label: 'Comma' },
] as const;
const headers = [
  { value: 'plain', label: 'One row of names' },
  { value: 'qualtrics', label: 'Three rows of Qualtrics' },
  { value: 'none', label: 'None' },
] as const;
const automatic = { value: 'auto', label: 'Found in the file' } as const;

/** How the file is written; everything is found out unless it is set here. */
export function DialectFields({ dialect, found, onChange }: DialectFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  const [missing, setMissing] = useState((dialect.missing ?? []).join(' '));
  const set = (part: Partial<Dialect>): void => onChange({ ...dialect, ...part });
  if (!isOpen) {
    return (
      <div>
        <Button size="small" onPress={() => setOpen(true)}>
          Set how the file is written
        </Button>
      </div>
    );
  }
  return (
    <>
      <Select
        label="Between fields"
        value={dialect.delimiter ?? 'auto'}
        choices={[named(delimiters, found?.delimiter), ...delimiters]}
        onChange={(delimiter) => set({ delimiter })}
      />
      <Select
        label="Decimal mark"
        value={dialect.decimal ?? 'auto'}
        choices={[named(decimals, found?.decimal), ...decimals]}
        onChange={(decimal) => set({ decimal })}
      />
      <Select
        label="Encoding"
        value={dialect.encoding ?? 'auto'}
        choices={[named(encodings, found?.encoding), ...encodings]}
        onChange={(encoding) => set({ encoding })}
      />
      <Select
        label="Header"
        value={dialect.header ?? 'auto'}
        choices={[named(headers, found?.header), ...headers]}
        onChange={(header) => set({ header })}
      />
      <TextField
        label="Missing codes in every column"
        value={missing}
        onChange={setMissing}
        onBlur={() => set({ missing: missing.split(/\s+/).filter((code) => code !== '') })}
        mono
        description="With blanks between them, such as -99 999."
      />
    </>
  );
}

/** The automatic choice, with what was found. */
function named(
  choices: readonly { readonly value: string; readonly label: string }[],
  found: string | undefined,
): { readonly value: 'auto'; readonly label: string } {
  const label = choices.find(({ value }) => value === found)?.label;
  return label === undefined ? automatic : { value: 'auto', label: `${automatic.label}: ${label.toLowerCase()}` };
}
