import { useState } from 'react';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import { useWorkspaceRequests } from '../../bridge/workspace-requests.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PathField } from '../../ui/path-field.tsx';
import type { StudyEditor } from './use-study-editor.ts';

type Task = 'import' | 'json' | 'csv';

const titles: Readonly<Record<Task, string>> = {
  import: 'Import a codebook',
  json: 'Export the codebook as JSON',
  csv: 'Export the codebook as CSV',
};

/** Reads a codebook from a file, as one edit that can be taken back, and writes it to one. */
export function CodebookFiles({ editor }: { readonly editor: StudyEditor }) {
  const core = useCore();
  const [task, setTask] = useState<Task | null>(null);
  const [path, setPath] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const close = (): void => {
    setTask(null);
    setError(null);
  };
  const perform = async (): Promise<void> => {
    if (task === 'import') {
      const codebook = await core.call('study.importCodebook', { path });
      editor.edit({ ...editor.study, codebook });
    } else if (task !== null) {
      await core.call('study.exportCodebook', { path, format: task, overwrite: false });
    }
    close();
  };
  return (
    <>
      <FilesMenu onTask={setTask} />
      <Dialog
        title={task === null ? '' : titles[task]}
        isOpen={task !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button
              kind="primary"
              isDisabled={path === ''}
              onPress={() => void perform().catch((fault: unknown) => setError(toPilotlightError(fault)))}
            >
              {task === 'import' ? 'Import codebook' : 'Export codebook'}
            </Button>
          </>
        }
      >
        <PathField
          label="File"
          title={task === null ? '' : titles[task]}
          kind={task === 'import' ? 'open' : 'save'}
          extensions={task === 'import' ? ['json', 'csv'] : [task ?? 'json']}
          suggested={`codebook.${task ?? 'json'}`}
          value={path}
          onChange={setPath}
        />
        {error !== null && <ErrorNotice error={error} effect="The codebook was not changed." />}
      </Dialog>
    </>
  );
}

/** Files of the codebook, and of the whole study. */
function FilesMenu({ onTask }: { readonly onTask: (task: Task) => void }) {
  const { openRecipe, saveRecipe } = useWorkspaceRequests();
  const tasks = ['import', 'json', 'csv'] as const;
  const entries = [
    ...tasks.map((id) => ({ id, label: titles[id], perform: () => onTask(id) })),
    { id: 'save-recipe', label: 'Save the study as a recipe', perform: saveRecipe },
    { id: 'open-recipe', label: 'Open a recipe', perform: openRecipe },
  ];
  return <Menu label="Files" entries={entries} />;
}
