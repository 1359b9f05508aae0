import { useState } from 'react';
import { recoveryKeyAgainExplanation } from '../../../shared/messages/screen-messages.ts';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAppRequests } from '../app-context.ts';
import styles from './project.module.css';

interface RecoveryKeyAgainProps {
  readonly onBack: () => void;
  readonly onShown: () => void;
}

/** Asks for the passphrase before the recovery key is shown again. */
export function RecoveryKeyAgain({ onBack, onShown }: RecoveryKeyAgainProps) {
  const { showRecoveryKey } = useAppRequests();
  const [passphrase, setPassphrase] = useState('');
  const ask = useCoreCommand('project.recoveryKey');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask.mutateAsync({ passphrase }).then(({ recoveryKey }) => {
          onShown();
          showRecoveryKey(recoveryKey);
        }, ignore);
      }}
    >
      <p>{recoveryKeyAgainExplanation()}</p>
      <TextField
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        error={ask.error?.message}
      />
      <div className={styles.actions}>
        <Button onPress={onBack}>Back to the project</Button>
        <Button type="submit" kind="primary" isDisabled={passphrase === ''} isPending={ask.isPending}>
          Show recovery key
        </Button>
      </div>
    </form>
  );
}
