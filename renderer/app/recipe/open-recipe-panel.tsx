import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkEvent } from '../../../shared/contract/work.ts';
import type { Dialect } from '../../../shared/domain/dialect.ts';
import { recipeExplanation, recipeReplaces, recipeSet } from '../../../shared/messages/screen-messages.ts';
import { kindOfPath, recipeEndings } from '../../bridge/dropped-file.ts';
import { ignore, useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreWork } from '../../bridge/use-core-work.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import type { PendingImport } from '../../bridge/workspace-requests.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import type { ReadRecipe } from './recipe-to-open.tsx';
import { RecipeFacts } from './recipe-to-open.tsx';

interface OpenRecipePanelProps {
  /** Path to begin with, or ''. */
  readonly path: string;
  readonly onClose: () => void;
  readonly onImport: (file: PendingImport) => void;
  /** The study of the project is another one now. */
  readonly onReplaced: () => void;
}

/** Reads a study from a recipe, shows what it holds, makes it that of the project, and leads to the import of its data. */
export function OpenRecipePanel({ path: proposed, onClose, onImport, onReplaced }: OpenRecipePanelProps) {
  const queries = useQueryClient();
  const [path, setPath] = useState(proposed);
  const isRecipe = kindOfPath(path) === 'recipe';
  const read = useCoreQuery('study.fromRecipe', { path }, { enabled: isRecipe });
  const set = useCoreCommand('study.set');
  const [used, setUsed] = useState<ReadRecipe | null>(null);
  if (used !== null) return <RecipeUsed recipe={used} onClose={onClose} onImport={onImport} />;
  const use = async (chosen: ReadRecipe): Promise<void> => {
    await set.mutateAsync({ study: chosen.study, draft: true });
    queries.setQueryData(['study.get', {}], chosen.study);
    onReplaced();
    setUsed(chosen);
  };
  const recipe = isRecipe && read.error === null ? read.data : undefined;
  return (
    <Dialog
      title="Open a recipe"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            isDisabled={recipe === undefined}
            isPending={set.isPending}
            onPress={() => recipe !== undefined && void use(recipe).catch(ignore)}
          >
            Use this study
          </Button>
        </>
      }
    >
      <p>{recipeExplanation()}</p>
      <PathField
        label="Recipe"
        title="Choose a recipe"
        kind="open"
        extensions={recipeEndings}
        value={path}
        onChange={setPath}
        description="A text file that ends in .yaml."
      />
      {isRecipe && read.error !== null && <ErrorNotice error={read.error} effect="The study was not changed." />}
      {recipe !== undefined && <RecipeFacts recipe={recipe} />}
      {recipe !== undefined && <Replaced />}
      {set.error !== null && <ErrorNotice error={set.error} effect="The study was not changed." />}
    </Dialog>
  );
}

/** What happens to the present study. */
function Replaced() {
  const present = useCoreQuery('study.get', {}).data ?? null;
  return present === null ? null : <Notice title={`Replaces the study "${present.title}"`}>{recipeReplaces()}</Notice>;
}

interface RecipeUsedProps extends Pick<OpenRecipePanelProps, 'onClose' | 'onImport'> {
  readonly recipe: ReadRecipe;
}

/** Links the base model of a recipe, and takes the adapter that it names. */
async function* linkModel(
  core: CoreClient,
  { model, adapter }: Pick<ReadRecipe, 'model' | 'adapter'>,
  signal: AbortSignal,
): AsyncGenerator<WorkEvent<null>> {
  for await (const item of core.stream('models.register', model, { signal })) if (item.type === 'progress') yield item;
  if (adapter !== null) {
    for await (const item of core.stream('models.registerAdapter', adapter, { signal })) {
      if (item.type === 'progress') yield item;
      else await core.call('models.useAdapter', { id: item.result.id });
    }
  }
  yield { type: 'done', result: null };
}

/** Study set; its data and its model come next. */
function RecipeUsed({ recipe, onClose, onImport }: RecipeUsedProps) {
  const { data } = recipe;
  const link = useCoreWork(linkModel);
  return (
    <Dialog
      title="The study is set"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Import later</Button>
          <Button isDisabled={link.isRunning || link.result !== null} onPress={() => link.start(recipe)}>
            {link.result === null ? 'Link its base model' : 'Base model linked'}
          </Button>
          <Button
            kind="primary"
            onPress={() => onImport({ path: data.path, dialect: isWhole(data.dialect) ? data.dialect : {} })}
          >
            Import its data
          </Button>
        </>
      }
    >
      <p>{recipeSet(recipe.study.title)}</p>
      <RecipeFacts recipe={recipe} />
      {link.isRunning && (
        <WorkProgress progress={link.progress} cancel="Cancel linking the base model" onCancel={link.cancel} />
      )}
      {link.error !== null && <ErrorNotice error={link.error} effect="The study is set; no model was linked." />}
    </Dialog>
  );
}

/** What crosses the border to the core has no fields without a value, which the type cannot say. */
function isWhole(dialect: ReadRecipe['data']['dialect']): dialect is Partial<Dialect> {
  return Object.values(dialect).every((value) => value !== undefined);
}
