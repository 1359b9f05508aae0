import { defaultSettings } from '../../shared/contract/settings.ts';
import { networkBadge } from '../../shared/messages/screen-messages.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import type { CommandContext } from './commands/command.ts';
import { lockProject } from './commands/lock-project.ts';
import { performCommand } from './commands/perform-command.ts';
import styles from './frame.module.css';
import { projectName } from './project/project-name.ts';
import { useNetworkState } from './use-network-state.ts';

/** Name of the project, network badge, lock. */
export function TitleBar({ context }: { readonly context: CommandContext }) {
  const project = useCoreQuery('project.info', {}).data ?? null;
  const study = useCoreQuery('study.get', {}).data ?? null;
  const settings = useCoreQuery('settings.get', {}).data ?? defaultSettings;
  const network = useNetworkState();
  const minutes = settings.idleLockMinutes;
  return (
    <header className={styles.bar}>
      <Button
        size="small"
        kind="quiet"
        label={`${projectName(project?.path ?? '')}: facts of the project`}
        onPress={() => context.openPanel('project')}
      >
        <span className={styles.project}>{projectName(project?.path ?? '')}</span>
      </Button>
      <span className={styles.study}>{study?.title ?? ''}</span>
      <div className={styles.end}>
        {study?.synthetic === true && <Badge kind="warning">synthetic data</Badge>}
        <Button size="small" kind="quiet" onPress={() => context.openPanel('network')}>
          {networkBadge(network?.blocked ?? null)}
        </Button>
        <Badge>{minutes === null ? 'encrypted' : `encrypted, locks after ${minutes} min`}</Badge>
        <Button size="small" onPress={() => context.openPanel('palette')}>
          Commands
        </Button>
        <Button size="small" onPress={() => context.openPanel('help')}>
          Help
        </Button>
        <Button size="small" onPress={() => performCommand(lockProject, context)}>
          Lock
        </Button>
      </div>
    </header>
  );
}
