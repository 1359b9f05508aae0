import { useState } from 'react';
import type { CoreClient, Input } from '../../bridge/operation-types.ts';
import { useCoreWork } from '../../bridge/use-core-work.ts';
import { PathField } from '../../ui/path-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { StartForm } from './start-form.tsx';
import type { StartScreenProps } from './start-screen-props.ts';

const recoverProject = (core: CoreClient, input: Input<'project.recover'>, signal: AbortSignal) =>
  core.stream('project.recover', input, { signal });

/** Opens a project by its recovery key and gives it a new passphrase. */
export function RecoverProject({ onRecoveryKey }: StartScreenProps) {
  const [path, setPath] = useState('');
  const [recoveryKey, setKey] = useState('');
  const secret = useNewPassphrase();
  const recover = useCoreWork(recoverProject);
  return (
    <StartForm
      action="Set new passphrase"
      isReady={path !== '' && recoveryKey !== '' && secret.isAccepted}
      command={{ isPending: recover.isRunning, error: recover.error }}
      progress={
        recover.isRunning && (
          <WorkProgress progress={recover.progress} cancel="Cancel, change nothing" onCancel={recover.cancel} />
        )
      }
      effect="The project was not changed."
      onSubmit={() => {
        const input = { path, recoveryKey, newPassphrase: secret.passphrase };
        recover.start(input, onRecoveryKey);
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
