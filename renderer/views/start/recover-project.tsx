import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { PathField } from '../../ui/path-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { StartForm } from './start-form.tsx';
import type { StartScreenProps } from './start-screen-props.ts';

/** Opens a project by its recovery key and gives it a new passphrase. */
export function RecoverProject({ onRecoveryKey }: StartScreenProps) {
  const [path, setPath] = useState('');
  const [recoveryKey, setKey] = useState('');
  const secret = useNewPassphrase();
  const recover = useCoreCommand('project.recover');
  return (
    <StartForm
      action="Set new passphrase"
      isReady={path !== '' && recoveryKey !== '' && secret.isAccepted}
      command={recover}
      effect="The project was not changed."
      onSubmit={() => {
        const input = { path, recoveryKey, newPassphrase: secret.passphrase };
        void recover.mutateAsync(input).then(onRecoveryKey, ignore);
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
      <NewPassphrase label="New passphrase" {...secret.fields} />
    </StartForm>
  );
}
