import { useState } from 'react';
import { passphraseChangeExplanation } from '../../../shared/messages/screen-messages.ts';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NewPassphrase, useNewPassphrase } from '../../views/start/new-passphrase.tsx';
import { useAppRequests } from '../app-context.ts';
import styles from './project.module.css';

/** Asks for the old and a new passphrase; the new recovery key is then shown in the place of everything else. */
export function ChangePassphrase({ onBack }: { readonly onBack: () => void }) {
  const { showRecoveryKey } = useAppRequests();
  const [present, setPresent] = useState('');
  const secret = useNewPassphrase();
  const change = useCoreCommand('project.changePassphrase');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const input = { passphrase: present, newPassphrase: secret.passphrase };
        void change.mutateAsync(input).then((made) => showRecoveryKey(made.recoveryKey), ignore);
      }}
    >
      <p>{passphraseChangeExplanation()}</p>
      <TextField label="Present passphrase" type="password" value={present} onChange={setPresent} autoFocus />
      <NewPassphrase label="New passphrase" {...secret.fields} />
      {change.error !== null && <ErrorNotice error={change.error} effect="The present passphrase still holds." />}
      <div className={styles.actions}>
        <Button isDisabled={change.isPending} onPress={onBack}>
          Keep the passphrase
        </Button>
        <Button
          type="submit"
          kind="primary"
          isDisabled={present === '' || !secret.isAccepted}
          isPending={change.isPending}
        >
          {change.isPending ? 'Encrypting the file' : 'Change passphrase'}
        </Button>
      </div>
    </form>
  );
}
