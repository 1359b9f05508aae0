import { useState } from 'react';
import type { ProjectInfo } from '../../../shared/contract/project.ts';
import { formatBytes } from '../../../shared/evaluation/format-number.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Facts } from '../../ui/pane.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { projectName } from './project-name.ts';
import styles from './project.module.css';
import { RecoveryKeyAgain } from './recovery-key-again.tsx';

interface ProjectPanelProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAudit: () => void;
  /** Work is running; the passphrase stays and the project stays open until it has ended. */
  readonly isWorking: boolean;
}

type Task = 'passphrase' | 'recovery-key';

const titles: Readonly<Record<Task, string>> = {
  passphrase: 'Change the passphrase',
  'recovery-key': 'Show the recovery key',
};

/** The project's file and its secrets. */
export function ProjectPanel({ isOpen, onClose, onAudit, isWorking }: ProjectPanelProps) {
  const { data: project } = useCoreQuery('project.info', {}, { enabled: isOpen });
  const [task, setTask] = useState<Task | null>(null);
  const leave = (): void => {
    setTask(null);
    onClose();
  };
  if (project === undefined || project === null) return null;
  return (
    <Dialog
      title={task === null ? `Project ${projectName(project.path)}` : titles[task]}
      isOpen={isOpen}
      onClose={leave}
      actions={task === null ? <PanelActions onClose={leave} isWorking={isWorking} /> : undefined}
    >
      {task === null && <ProjectFacts project={project} isWorking={isWorking} onTask={setTask} onAudit={onAudit} />}
      {task === 'passphrase' && <ChangePassphrase onBack={() => setTask(null)} />}
      {task === 'recovery-key' && <RecoveryKeyAgain onBack={() => setTask(null)} onShown={leave} />}
    </Dialog>
  );
}

interface ProjectFactsProps {
  readonly project: ProjectInfo;
  readonly isWorking: boolean;
  readonly onTask: (task: Task) => void;
  readonly onAudit: () => void;
}

function ProjectFacts({ project, isWorking, onTask, onAudit }: ProjectFactsProps) {
  const created = new Date(project.createdAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <Facts
        facts={[
          ['File', <code key="path">{project.path}</code>],
          ['Size', formatBytes(project.sizeBytes)],
          ['Created', created],
          ['Schema', `version ${project.schemaVersion}`],
          ['Encryption', 'AEGIS-256, key derived from the passphrase with scrypt'],
        ]}
      />
      <div className={styles.line}>
        <Button isDisabled={isWorking} onPress={() => onTask('passphrase')}>
          Change the passphrase
        </Button>
        <Button onPress={() => onTask('recovery-key')}>Show the recovery key</Button>
        <Button onPress={onAudit}>Show the audit log</Button>
      </div>
      {isWorking && <p>While work is running the passphrase cannot be changed and the project stays open.</p>}
    </>
  );
}

function PanelActions({ onClose, isWorking }: Pick<ProjectPanelProps, 'onClose' | 'isWorking'>) {
  const close = useCoreCommand('project.close');
  return (
    <>
      {close.error !== null && <ErrorNotice error={close.error} effect="The project is still open." />}
      <Button onPress={onClose}>Back to the step</Button>
      <Button isDisabled={isWorking} isPending={close.isPending} onPress={() => close.mutate({})}>
        Close project
      </Button>
    </>
  );
}
