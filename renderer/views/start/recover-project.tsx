import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NewPassphrase, isAccepted } from './new-passphrase.tsx';
import type { StartScreenProps } from './start-screen-props.ts';
import styles from './start-screen.module.css';

/** Opens a project by its recovery key and gives it a new passphrase. */
export function RecoverProject({ onRecoveryKey }: StartScreenProps) {
  const [path, setPath] = useState('');
  const [recoveryKey, setKey] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const recover = useCoreCommand('project.recover');
  const ready = path !== '' && recoveryKey !== '' && isAccepted(passphrase, repeated);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const input = { path, recoveryKey, newPassphrase: passphrase };
        void recover.mutateAsync(input).then((made) => onRecoveryKey(made.recoveryKey), ignore);
      }}
    >
      <PathField
        label="Project file"
        title="Choose a project"
        kind="open"
        extensions={['pilotlight']}
        value={path}
        onChange={setPath}
      />
      <TextField
        label="Recovery key"
        value={recoveryKey}
        onChange={setKey}
        mono
        description="56 letters and digits in groups of four. It is void once the passphrase has been changed."
      />
      <NewPassphrase
        passphrase={passphrase}
        repeated={repeated}
        onPassphrase={setPassphrase}
        onRepeated={setRepeated}
      />
      <div className={styles.actions}>
        <Button type="submit" kind="primary" isDisabled={!ready} isPending={recover.isPending}>
          Set new passphrase
        </Button>
      </div>
      {recover.error !== null && <ErrorNotice error={recover.error} effect="The project was not changed." />}
    </form>
  );
}
