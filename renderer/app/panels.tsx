import { useLocation } from '@tanstack/react-router';
import type { HelpTarget, PendingImport } from '../bridge/workspace-requests.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { AuditPanel } from './audit/audit-panel.tsx';
import type { CommandContext, Panel } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { CommonPanels } from './common-panels.tsx';
import { PrivacyPanel } from './privacy/privacy-panel.tsx';
import { ProjectPanel } from './project/project-panel.tsx';
import { projectName } from './project/project-name.ts';
import { OpenRecipePanel } from './recipe/open-recipe-panel.tsx';
import { SaveRecipePanel } from './recipe/save-recipe-panel.tsx';

interface PanelsProps {
  readonly panel: Panel | null;
  readonly onClose: () => void;
  readonly context: CommandContext;
  readonly isMac: boolean;
  /** Recipe that was dropped on the window last, or ''. */
  readonly recipePath: string;
  /** Where the help opens; null: at the page about the step. */
  readonly helpPlace: HelpTarget | null;
  readonly onImport: (file: PendingImport) => void;
  readonly onStudyReplaced: () => void;
}

/** The windows above the workspace. */
export function Panels(props: PanelsProps) {
  const { panel, onClose, context, isMac, recipePath, helpPlace, onImport, onStudyReplaced } = props;
  const { pathname } = useLocation();
  return (
    <>
      <CommonPanels
        panel={panel}
        onClose={onClose}
        commands={commands}
        context={context}
        isMac={isMac}
        address={pathname}
        helpPlace={helpPlace}
      />
      <ProjectPanel
        isOpen={panel === 'project'}
        onClose={onClose}
        onAudit={() => context.openPanel('audit')}
        isWorking={context.runningJobs.length > 0}
      />
      {panel === 'network' && <PrivacyOfProject onClose={onClose} />}
      {panel === 'audit' && <AuditOfProject onClose={onClose} />}
      {panel === 'open-recipe' && (
        <OpenRecipePanel
          key={recipePath}
          path={recipePath}
          onClose={onClose}
          onImport={onImport}
          onReplaced={onStudyReplaced}
        />
      )}
      {panel === 'save-recipe' && <SaveRecipePanel onClose={onClose} />}
    </>
  );
}

function PrivacyOfProject({ onClose }: Pick<PanelsProps, 'onClose'>) {
  const model = useCoreQuery('models.current', {}).data ?? null;
  return <PrivacyPanel onClose={onClose} modelPath={model?.path ?? null} />;
}

function AuditOfProject({ onClose }: Pick<PanelsProps, 'onClose'>) {
  const project = useCoreQuery('project.info', {}).data ?? null;
  return <AuditPanel name={projectName(project?.path ?? '')} onClose={onClose} />;
}
