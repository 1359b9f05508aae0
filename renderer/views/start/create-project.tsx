import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { NewPassphrase, isAccepted } from './new-passphrase.tsx';
import type { StartScreenProps } from './start-screen-props.ts';
import styles from './start-screen.module.css';

/** Makes an encrypted project file. */
export function CreateProject({ onRecoveryKey }: StartScreenProps) {
  const [path, setPath] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const create = useCoreCommand('project.create');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void create
          .mutateAsync({ path: withEnding(path), passphrase })
          .then((made) => onRecoveryKey(made.recoveryKey), ignore);
      }}
    >
      <PathField
        label="Project file"
        title="Where to keep the project"
        kind="save"
        extensions={['pilotlight']}
        suggested="study.pilotlight"
        value={path}
        onChange={setPath}
      />
      <NewPassphrase
        passphrase={passphrase}
        repeated={repeated}
        onPassphrase={setPassphrase}
        onRepeated={setRepeated}
      />
      <div className={styles.actions}>
        <Button
          type="submit"
          kind="primary"
          isDisabled={path === '' || !isAccepted(passphrase, repeated)}
          isPending={create.isPending}
        >
          Create project
        </Button>
      </div>
      {create.error !== null && <ErrorNotice error={create.error} effect="No project was made." />}
    </form>
  );
}

function withEnding(path: string): string {
  return path.endsWith('.pilotlight') ? path : `${path}.pilotlight`;
}
