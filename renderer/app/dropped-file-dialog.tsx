import type { ReactNode } from 'react';
import {
  droppedBeforeOpen,
  droppedInBrowser,
  droppedModel,
  droppedUnknown,
  openInsteadExplanation,
  openInsteadWaits,
} from '../../shared/messages/screen-messages.ts';
import type { DroppedFile } from '../bridge/dropped-file.ts';
import { ignore, useCoreCommand } from '../bridge/use-core-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAppRequests } from './app-context.ts';
import { fileName } from './project/project-name.ts';

interface DroppedFileDialogProps {
  readonly file: DroppedFile;
  /** Null while no project is open. */
  readonly workspace: { readonly isWorking: boolean; readonly onModels: () => void } | null;
  readonly onClose: () => void;
}

/** What becomes of a dropped file that is not simply taken. */
export function DroppedFileDialog({ file, workspace, onClose }: DroppedFileDialogProps) {
  const name = file.kind === 'hidden' ? file.name : fileName(file.path);
  if (file.kind === 'project' && workspace !== null)
    return <OpenInstead path={file.path} isWorking={workspace.isWorking} onClose={onClose} />;
  const close = <Button onPress={onClose}>Close</Button>;
  if (file.kind === 'model' && workspace !== null) {
    const { onModels } = workspace;
    const actions = (
      <>
        {close}
        <Button kind="primary" onPress={onModels}>
          Go to Models
        </Button>
      </>
    );
    return <Told title={name} text={droppedModel(name)} actions={actions} onClose={onClose} />;
  }
  return <Told title={name} text={sentence(file, name)} actions={close} onClose={onClose} />;
}

function sentence({ kind }: DroppedFile, name: string): string {
  if (kind === 'hidden') return droppedInBrowser(name);
  return kind === 'unknown' ? droppedUnknown(name) : droppedBeforeOpen(name);
}

interface ToldProps {
  readonly title: string;
  readonly text: string;
  readonly actions: ReactNode;
  readonly onClose: () => void;
}

function Told({ title, text, actions, onClose }: ToldProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose} actions={actions}>
      <p>{text}</p>
    </Dialog>
  );
}

interface OpenInsteadProps {
  readonly path: string;
  readonly isWorking: boolean;
  readonly onClose: () => void;
}

/** Another project takes the place of the open one, which is closed first. */
function OpenInstead({ path, isWorking, onClose }: OpenInsteadProps) {
  const { proposeProject } = useAppRequests();
  const close = useCoreCommand('project.close');
  const name = fileName(path);
  return (
    <Dialog
      title={`Open ${name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep this project open</Button>
          <Button
            kind="primary"
            isDisabled={isWorking}
            isPending={close.isPending}
            onPress={() => {
              proposeProject(path);
              void close.mutateAsync({}).catch(ignore);
            }}
          >
            Close this project
          </Button>
        </>
      }
    >
      <p>{isWorking ? openInsteadWaits() : openInsteadExplanation(name)}</p>
      {close.error !== null && <ErrorNotice error={close.error} effect="The project is still open." />}
    </Dialog>
  );
}
