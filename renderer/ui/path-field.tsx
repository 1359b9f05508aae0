import { useState } from 'react';
import { useCore } from '../bridge/core-context.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { Button } from './button.tsx';
import { FolderBrowser } from './folder-browser.tsx';
import styles from './path-field.module.css';
import { TextField } from './text-field.tsx';

export interface PathFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly kind: 'open' | 'save' | 'folder';
  /** Title of the window in which the path is chosen. */
  readonly title: string;
  /** Endings without a dot; none allows all. */
  readonly extensions?: readonly string[];
  /** File name that is proposed for saving. */
  readonly suggested?: string;
  readonly description?: string;
  readonly error?: string | undefined;
}

/** A path on this machine, typed or chosen: in the system's own window where there is one, otherwise in a list of folders. */
export function PathField(props: PathFieldProps) {
  const { label, value, onChange, kind, title, extensions = [], suggested, description, error } = props;
  const core = useCore();
  const { data: shell } = useCoreQuery('shell.info', {});
  const [isOpen, setOpen] = useState(false);
  const choose = (): void => {
    if (shell?.dialogs !== true) return setOpen(true);
    const input = { kind, title, extensions: [...extensions], suggested: suggested ?? null };
    void core.call('shell.choose', input).then(({ path }) => {
      if (path !== null) onChange(path);
    });
    return undefined;
  };
  return (
    <div className={styles.field}>
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        mono
        {...(description === undefined ? {} : { description })}
        {...(error === undefined ? {} : { error })}
      />
      <Button onPress={choose}>{kind === 'folder' ? 'Choose folder' : 'Choose file'}</Button>
      {isOpen && (
        <FolderBrowser
          title={title}
          kind={kind}
          extensions={extensions}
          suggested={suggested ?? ''}
          onClose={() => setOpen(false)}
          onChoose={(path) => {
            setOpen(false);
            onChange(path);
          }}
        />
      )}
    </div>
  );
}
