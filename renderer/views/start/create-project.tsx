import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { PathField } from '../../ui/path-field.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { StartForm } from './start-form.tsx';
import type { StartScreenProps } from './start-screen-props.ts';

/** Makes an encrypted project file. */
export function CreateProject({ onRecoveryKey }: StartScreenProps) {
  const [path, setPath] = useState('');
  const secret = useNewPassphrase();
  const create = useCoreCommand('project.create');
  return (
    <StartForm
      action="Create project"
      isReady={path !== '' && secret.isAccepted}
      command={create}
      effect="No project was made."
      onSubmit={() => {
        const input = { path: withEnding(path), passphrase: secret.passphrase };
        void create.mutateAsync(input).then(onRecoveryKey, ignore);
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
      <NewPassphrase {...secret.fields} />
    </StartForm>
  );
}

function withEnding(path: string): string {
  return path.endsWith('.pilotlight') ? path : `${path}.pilotlight`;
}
