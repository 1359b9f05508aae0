import { useState } from 'react';
import type { DroppedFile } from '../bridge/dropped-file.ts';
import { useDroppedFiles } from '../bridge/use-dropped-files.ts';
import type { CommandContext } from './commands/command.ts';
import { DroppedFileDialog } from './dropped-file-dialog.tsx';

interface DroppedFilesProps {
  readonly context: CommandContext;
  readonly onData: (path: string) => void;
  readonly onRecipe: (path: string) => void;
}

/** Takes files that are dropped on the workspace: data to the import, recipes to where they are read, others after a question. */
export function DroppedFiles({ context, onData, onRecipe }: DroppedFilesProps) {
  const [asked, setAsked] = useState<DroppedFile | null>(null);
  useDroppedFiles((file) => {
    if (file.kind === 'data') onData(file.path);
    else if (file.kind === 'recipe') onRecipe(file.path);
    // The step Models takes its files itself.
    else if (file.kind !== 'model' || location.hash !== '#/models') setAsked(file);
  });
  if (asked === null) return null;
  const close = (): void => setAsked(null);
  const workspace = {
    isWorking: context.runningJobs.length > 0,
    onModels: () => {
      close();
      context.goTo('/models');
    },
  };
  return <DroppedFileDialog file={asked} workspace={workspace} onClose={close} />;
}
