import { useState } from 'react';
import mark from '../../../resources/icons/pilotlight.svg';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CreateProject } from './create-project.tsx';
import { OpenProject } from './open-project.tsx';
import { RecoverProject } from './recover-project.tsx';
import { SampleProject } from './sample-project.tsx';
import type { StartScreenProps } from './start-screen-props.ts';
import styles from './start-screen.module.css';

interface StartPageProps extends StartScreenProps {
  /** What has happened, in sentences, or null. */
  readonly notice: string | null;
  /** Project file to open, as one that was dropped on the window, or null. */
  readonly proposed: string | null;
  /** What can be reached from here besides, in order. */
  readonly links: readonly { readonly label: string; readonly onPress: () => void }[];
}

type Task = 'sample' | 'open' | 'create' | 'recover';

/** What there is to begin with: a project to open or to make, a sample to try. */
export function StartScreen({ notice, proposed, onRecoveryKey, links }: StartPageProps) {
  const { data: recents } = useCoreQuery('project.recents', {});
  const [chosen, setTask] = useState<Task | null>(null);
  const task = chosen ?? ((recents ?? []).length > 0 || proposed !== null ? 'open' : 'sample');
  return (
    <main className={styles.page}>
      <header>
        <div className={styles.title}>
          <img src={mark} alt="" width={36} height={36} />
          <h1 className={styles.name}>Pilotlight</h1>
        </div>
        <p className={styles.purpose}>
          Tunes an open model on a small human pilot, on this machine, and measures how far its simulated answers can be
          used, and for what.
        </p>
      </header>
      {notice !== null && <Notice title="Pilotlight's core was started again">{notice}</Notice>}
      {/* Which task comes first depends on them. */}
      {recents !== undefined && (
        <Tabs
          label="How to begin"
          selected={task}
          onSelect={setTask}
          tabs={[
            { id: 'sample', label: 'Try a sample', content: <SampleProject onRecoveryKey={onRecoveryKey} /> },
            { id: 'open', label: 'Open a project', content: <OpenProject recents={recents} proposed={proposed} /> },
            { id: 'create', label: 'Create a project', content: <CreateProject onRecoveryKey={onRecoveryKey} /> },
            { id: 'recover', label: 'Passphrase lost', content: <RecoverProject onRecoveryKey={onRecoveryKey} /> },
          ]}
        />
      )}
      <footer className={styles.promise}>
        <p>No byte of data, prompts or adapters leaves this machine. Projects are encrypted files.</p>
        <div className={styles.actions}>
          {links.map(({ label, onPress }) => (
            <Button key={label} size="small" kind="quiet" onPress={onPress}>
              {label}
            </Button>
          ))}
        </div>
      </footer>
    </main>
  );
}
