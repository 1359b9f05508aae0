import { useState } from 'react';
import { lockedExplanation } from '../../../shared/messages/screen-messages.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lock-screen.module.css';

/** Asks for the passphrase of the open project before anything of it is shown. */
export function LockScreen({ path }: { readonly path: string }) {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCoreCommand('project.unlock');
  const close = useCoreCommand('project.close');
  return (
    <main className={styles.page}>
      <h1>{path.split(/[\\/]/).at(-1)}</h1>
      <p>{lockedExplanation()}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate({ passphrase });
        }}
      >
        <TextField
          label="Passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          error={unlock.error?.message}
        />
        <div className={styles.actions}>
          <Button type="submit" kind="primary" isDisabled={passphrase === ''} isPending={unlock.isPending}>
            Unlock project
          </Button>
          <Button kind="quiet" onPress={() => close.mutate({})}>
            Close project
          </Button>
        </div>
      </form>
    </main>
  );
}
