import { useState } from 'react';
import type { RecentProject } from '../../../shared/contract/project.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Button } from '../../ui/button.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { StartForm } from './start-form.tsx';
import styles from './start-screen.module.css';

interface OpenProjectProps {
  readonly recents: readonly RecentProject[];
  /** File to begin with; null: the latest project. */
  readonly proposed: string | null;
}

/** Opens a project by its file and passphrase; the latest ones are listed. */
export function OpenProject({ recents, proposed }: OpenProjectProps) {
  const [path, setPath] = useState(proposed ?? recents.find(({ exists }) => exists)?.path ?? '');
  const [passphrase, setPassphrase] = useState('');
  const open = useCoreCommand('project.open');
  return (
    <>
      {recents.length > 0 && (
        <ul className={styles.recents} aria-label="Projects opened before">
          {recents.map((recent) => (
            <Recent key={recent.path} recent={recent} onChoose={() => setPath(recent.path)} />
          ))}
        </ul>
      )}
      <StartForm
        action="Open project"
        isReady={path !== '' && passphrase !== ''}
        command={open}
        effect="The file was not changed."
        onSubmit={() => open.mutate({ path, passphrase })}
      >
        <PathField
          label="Project file"
          title="Choose a project"
          kind="open"
          extensions={['pilotlight']}
          value={path}
          onChange={setPath}
        />
        <TextField label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} />
      </StartForm>
    </>
  );
}

function Recent({ recent, onChoose }: { readonly recent: RecentProject; readonly onChoose: () => void }) {
  const forget = useCoreCommand('project.forgetRecent');
  const name = (recent.path.split(/[\\/]/).at(-1) ?? '').replace(/\.pilotlight$/, '');
  const opened = new Date(recent.openedAt).toLocaleDateString('en-GB', { dateStyle: 'medium' });
  return (
    <li className={styles.recent}>
      <span>
        <span className={styles.recentName}>{name}</span>
        <div className={styles.soft}>
          {recent.path}, {recent.exists ? `opened ${opened}` : 'not found now'}
        </div>
      </span>
      <Button size="small" isDisabled={!recent.exists} label={`Choose ${name}`} onPress={onChoose}>
        Choose
      </Button>
      <Button
        size="small"
        kind="quiet"
        label={`Take off the list: ${name}`}
        onPress={() => forget.mutate({ path: recent.path })}
      >
        Take off the list
      </Button>
    </li>
  );
}
