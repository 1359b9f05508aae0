import { useState } from 'react';
import { closeWaitsForWork, lockedExplanation } from '../../../shared/messages/screen-messages.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lock-screen.module.css';

/** Asks for the passphrase of the open project before anything of it is shown. */
export function LockScreen({ path }: { readonly path: string }) {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCoreCommand('project.unlock');
  const close = useCoreCommand('project.close');
  const jobs = useCoreQuery('jobs.list', {}).data ?? [];
  const isWorking = jobs.some(({ state }) => state === 'running' || state === 'queued');
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
          {!isWorking && (
            <Button kind="quiet" isPending={close.isPending} onPress={() => close.mutate({})}>
              Close project
            </Button>
          )}
        </div>
        {isWorking && <p>{closeWaitsForWork()}</p>}
        {close.error !== null && <ErrorNotice error={close.error} effect="The project is still open and locked." />}
      </form>
    </main>
  );
}
