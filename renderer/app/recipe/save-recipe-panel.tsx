import { useState } from 'react';
import { PilotlightError } from '../../../shared/errors.ts';
import { recipeExplanation } from '../../../shared/messages/screen-messages.ts';
import { dataEndings } from '../../bridge/dropped-file.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PathField } from '../../ui/path-field.tsx';

/** Writes the study of the project as a recipe. */
export function SaveRecipePanel({ onClose }: { readonly onClose: () => void }) {
  const { data: study } = useCoreQuery('study.get', {});
  const [path, setPath] = useState('');
  const [dataPath, setDataPath] = useState('');
  const [modelPath, setModelPath] = useState('');
  const save = useCoreCommand('study.exportRecipe');
  const exists = save.error instanceof PilotlightError && save.error.code === 'file-exists';
  const write = (overwrite: boolean): void => save.mutate({ ...order(path, dataPath, modelPath), overwrite });
  if (save.data !== undefined) return <RecipeSaved path={save.data.path} onClose={onClose} />;
  return (
    <Dialog
      title="Save the study as a recipe"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {exists && <Button onPress={() => write(true)}>Replace the file</Button>}
          <Button kind="primary" isDisabled={path === ''} isPending={save.isPending} onPress={() => write(false)}>
            Save recipe
          </Button>
        </>
      }
    >
      <p>{recipeExplanation()}</p>
      <PathField
        label="File"
        title="Where to keep the recipe"
        kind="save"
        extensions={['yaml']}
        suggested={`${study?.name ?? 'study'}.yaml`}
        value={path}
        onChange={(next) => {
          setPath(next);
          save.reset();
        }}
      />
      <NamedFiles dataPath={dataPath} onData={setDataPath} modelPath={modelPath} onModel={setModelPath} />
      {save.error !== null && <ErrorNotice error={save.error} effect="No recipe was written." />}
    </Dialog>
  );
}

interface NamedFilesProps {
  readonly dataPath: string;
  readonly onData: (path: string) => void;
  readonly modelPath: string;
  readonly onModel: (path: string) => void;
}

/** The files that a recipe names: those of the project unless told. */
function NamedFiles({ dataPath, onData, modelPath, onModel }: NamedFilesProps) {
  const { data: study } = useCoreQuery('study.get', {});
  const { data: dataset } = useCoreQuery('data.summary', {}, { enabled: study !== undefined && study !== null });
  const { data: model } = useCoreQuery('models.current', {});
  return (
    <>
      <PathField
        label="Data file that it names"
        title="Choose the data file"
        kind="open"
        extensions={dataEndings}
        value={dataPath}
        onChange={onData}
        description={unlessTold(dataset?.fileName, 'Nothing was imported yet, so that a file has to be named.')}
      />
      <PathField
        label="Base model that it names"
        title="Choose the base model"
        kind="open"
        extensions={['gguf']}
        value={modelPath}
        onChange={onModel}
        description={unlessTold(model?.name, 'The project has no base model yet, so that a file has to be named.')}
      />
    </>
  );
}

function RecipeSaved({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const close = (
    <Button kind="primary" autoFocus onPress={onClose}>
      Back to the step
    </Button>
  );
  return (
    <Dialog title="The recipe is saved" isOpen onClose={onClose} actions={close}>
      <p>
        Written to <code>{path}</code> and noted in the audit log. The command <code>pilotlight run</code> runs the
        study from it.
      </p>
    </Dialog>
  );
}

function unlessTold(present: string | undefined, missing: string): string {
  return present === undefined ? missing : `Empty: that of the project, ${present}.`;
}

/** The ending is added where it is missing, so that the recipe can be found again as one. */
function order(path: string, dataPath: string, modelPath: string) {
  return {
    path: /\.ya?ml$/i.test(path) ? path : `${path}.yaml`,
    dataPath: dataPath === '' ? null : dataPath,
    modelPath: modelPath === '' ? null : modelPath,
  };
}
