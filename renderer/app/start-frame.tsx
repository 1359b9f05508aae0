import { useState } from 'react';
import type { KeyedProject } from '../../shared/contract/project.ts';
import { useCore } from '../bridge/core-context.ts';
import type { DroppedFile } from '../bridge/dropped-file.ts';
import { ignore } from '../bridge/use-core-command.ts';
import { useDroppedFiles } from '../bridge/use-dropped-files.ts';
import { StartScreen } from '../views/start/start-screen.tsx';
import type { CommandContext, Panel } from './commands/command.ts';
import { startCommands } from './commands/index.ts';
import { isMacKeyboard } from './commands/shortcut.ts';
import { useMenuCommands } from './commands/use-menu-commands.ts';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { CommonPanels } from './common-panels.tsx';
import { DroppedFileDialog } from './dropped-file-dialog.tsx';
import { FaultDialog } from './fault-dialog.tsx';
import { PrivacyPanel } from './privacy/privacy-panel.tsx';

interface StartFrameProps {
  /** What has happened, in sentences, or null. */
  readonly notice: string | null;
  /** Project file that is proposed for opening, or null. */
  readonly proposed: string | null;
  readonly onPropose: (path: string) => void;
  readonly onRecoveryKey: (made: KeyedProject) => void;
}

/** The start screen with what can be reached without a project. */
export function StartFrame({ notice, proposed, onPropose, onRecoveryKey }: StartFrameProps) {
  const core = useCore();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [dropped, setDropped] = useState<DroppedFile | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const isMac = isMacKeyboard();
  const close = (): void => setPanel(null);
  // There are no steps, no jobs and no rail.
  const context: CommandContext = {
    core,
    runningJobs: [],
    goTo: ignore,
    openPanel: setPanel,
    toggleRail: ignore,
    toggleJobs: ignore,
    edits: () => null,
    fail: setFault,
  };
  useShortcuts(startCommands, context, isMac);
  useMenuCommands(startCommands, context);
  useDroppedFiles((file) => {
    if (file.kind === 'project') onPropose(file.path);
    else setDropped(file);
  });
  return (
    <>
      <StartScreen
        key={proposed}
        notice={notice}
        proposed={proposed}
        onRecoveryKey={onRecoveryKey}
        links={[
          { label: 'Commands', onPress: () => setPanel('palette') },
          { label: 'Help', onPress: () => setPanel('help') },
          { label: 'Privacy', onPress: () => setPanel('network') },
          { label: 'Settings', onPress: () => setPanel('settings') },
        ]}
      />
      <CommonPanels
        panel={panel}
        onClose={close}
        commands={startCommands}
        context={context}
        isMac={isMac}
        address=""
        helpPlace={null}
      />
      <FaultDialog fault={fault} onClose={() => setFault(null)} />
      {panel === 'network' && <PrivacyPanel modelPath={null} onClose={close} />}
      {dropped !== null && <DroppedFileDialog file={dropped} workspace={null} onClose={() => setDropped(null)} />}
    </>
  );
}
