import { useState } from 'react';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { NewPassphrase, isAccepted } from './new-passphrase.tsx';
import type { StartScreenProps } from './start-screen-props.ts';
import styles from './start-screen.module.css';

/** Makes a project of a sample study, with its data and the demonstration model. */
export function SampleProject({ onRecoveryKey }: StartScreenProps) {
  const { data: samples } = useCoreQuery('project.samples', {});
  const { data: home } = useCoreQuery('files.home', {});
  const [chosen, setSample] = useState<string | null>(null);
  const [typed, setFolder] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const open = useCoreCommand('project.openSample');
  const sample = chosen ?? samples?.[0]?.name ?? '';
  const folder = typed ?? home?.home ?? '';
  if (samples?.length === 0) return <p>This installation has no sample studies.</p>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open.mutateAsync({ sample, folder, passphrase }).then((made) => onRecoveryKey(made.recoveryKey), ignore);
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
          isDisabled={sample === '' || folder === '' || !isAccepted(passphrase, repeated)}
          isPending={open.isPending}
        >
          Open sample
        </Button>
      </div>
      {open.error !== null && <ErrorNotice error={open.error} effect="No project was made." />}
    </form>
  );
}
