import { useState } from 'react';
import { passphraseChangeExplanation } from '../../../shared/messages/screen-messages.ts';
import type { CoreClient, Input } from '../../bridge/operation-types.ts';
import { useCoreWork } from '../../bridge/use-core-work.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { NewPassphrase, useNewPassphrase } from '../../views/start/new-passphrase.tsx';
import { useAppRequests } from '../app-context.ts';
import styles from './project.module.css';

const changePassphrase = (core: CoreClient, input: Input<'project.changePassphrase'>, signal: AbortSignal) =>
  core.stream('project.changePassphrase', input, { signal });

/** Asks for the old and a new passphrase; the new recovery key is then shown in the place of everything else. */
export function ChangePassphrase({ onBack }: { readonly onBack: () => void }) {
  const { showRecoveryKey } = useAppRequests();
  const [present, setPresent] = useState('');
  const secret = useNewPassphrase();
  const change = useCoreWork(changePassphrase);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const input = { passphrase: present, newPassphrase: secret.passphrase };
        change.start(input, (made) => showRecoveryKey(made.recoveryKey));
      }}
    >
      <p>{passphraseChangeExplanation()}</p>
      <TextField label="Present passphrase" type="password" value={present} onChange={setPresent} autoFocus />
      <NewPassphrase label="New passphrase" {...secret.fields} />
      {change.error !== null && <ErrorNotice error={change.error} effect="The present passphrase still holds." />}
      {change.isRunning ? (
        <WorkProgress progress={change.progress} cancel="Cancel, keep the passphrase" onCancel={change.cancel} />
      ) : (
        <div className={styles.actions}>
          <Button onPress={onBack}>Keep the passphrase</Button>
          <Button type="submit" kind="primary" isDisabled={present === '' || !secret.isAccepted}>
            Change passphrase
          </Button>
        </div>
      )}
    </form>
  );
}
