import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { StartForm } from './start-form.tsx';
import type { StartScreenProps } from './start-screen-props.ts';

/** Makes a project of a sample study, with its data and the demonstration model. */
export function SampleProject({ onRecoveryKey }: StartScreenProps) {
  const { data: samples } = useCoreQuery('project.samples', {});
  const { data: home } = useCoreQuery('files.home', {});
  const [chosen, setSample] = useState<string | null>(null);
  const [typed, setFolder] = useState<string | null>(null);
  const secret = useNewPassphrase();
  const open = useCoreCommand('project.openSample');
  const sample = chosen ?? samples?.[0]?.name ?? '';
  const folder = typed ?? home?.home ?? '';
  if (samples?.length === 0) return <p>This installation has no sample studies.</p>;
  return (
    <StartForm
      action="Open sample"
      isReady={sample !== '' && folder !== '' && secret.isAccepted}
      command={open}
      effect="No project was made."
      onSubmit={() => {
        const input = { sample, folder, passphrase: secret.passphrase };
        void open.mutateAsync(input).then(onRecoveryKey, ignore);
      }}
    >
      <ChoiceGroup
        label="Sample study"
        value={sample}
        onChange={setSample}
        choices={(samples ?? []).map(({ name, title, notice }) => ({
          value: name,
          label: title,
          description: notice === '' ? undefined : notice,
        }))}
      />
      <PathField
        label="Folder for the project file"
        title="Where to keep the sample project"
        kind="folder"
        value={folder}
        onChange={setFolder}
      />
      <NewPassphrase {...secret.fields} />
    </StartForm>
  );
}
