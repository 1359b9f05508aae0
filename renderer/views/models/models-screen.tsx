import { useState } from 'react';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { modelsExplanation } from '../../../shared/messages/screen-messages.ts';
import type { NextStep } from '../../bridge/phase-guide.ts';
import { openStepBefore } from '../../bridge/phase-guide.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useKeptWork } from '../../bridge/use-kept-work.ts';
import { useDroppedPath } from '../../bridge/use-dropped-path.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OptionsPane, ResultPane, Workspace } from '../../ui/pane.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { AdaptersTable } from './adapters-table.tsx';
import { AddAdapter } from './add-adapter.tsx';
import { FoundModels } from './found-models.tsx';
import { ModelDetails } from './model-details.tsx';
import { RegisteredModels } from './registered-models.tsx';

const readModel = (core: CoreClient, input: { readonly path: string }, signal: AbortSignal) =>
  core.stream('models.register', input, { signal });

/** The models of the project and those found on this machine; does one fit, and how fast is it. */
export function ModelsScreen() {
  const models = useCoreQuery('models.list', {});
  const register = useKeptWork('models.register', readModel);
  const phases = useCoreQuery('phases.list', { data: null }).data ?? [];
  const adapters = useCoreQuery('models.adapters', {}).data ?? [];
  const [path, setPath] = useState('');
  const [looked, setLooked] = useState<string | null>(null);
  const current = models.data?.find(({ isCurrent }) => isCurrent);
  const shown = looked ?? current?.path ?? null;
  const isReady = current !== undefined && !current.isMissing;
  const use = (file: string): void => register.start({ path: file }, () => setLooked(null));
  return (
    <Workspace
      options={
        <OptionsPane
          title="Base model"
          actions={
            <ModelActions
              isReady={isReady}
              next={openStepBefore('adapt', phases)}
              isDisabled={path === '' || register.isRunning}
              onUse={() => use(path)}
            />
          }
        >
          <ModelFileField
            path={path}
            onChange={(file) => {
              setPath(file);
              setLooked(isModelFile(file) ? file : null);
            }}
          />
          {shown !== null && <ModelDetails key={shown} path={shown} />}
          {isReady && <AddAdapter />}
        </OptionsPane>
      }
    >
      <ResultPane
        title={titleOf(current)}
        subtitle={current === undefined ? modelsExplanation() : inProject(models.data?.length ?? 0)}
      >
        {register.isRunning && (
          <WorkProgress progress={register.progress} cancel="Cancel reading the model" onCancel={register.cancel} />
        )}
        {register.error !== null && <ErrorNotice error={register.error} effect="The former base model still holds." />}
        {models.error !== null && <ErrorNotice error={models.error} />}
        <RegisteredModels models={models.data ?? []} onLook={setLooked} />
        <AdaptersTable adapters={adapters} base={current?.id ?? null} />
        <FoundModels
          registered={(models.data ?? []).map((model) => model.path)}
          isBusy={register.isRunning}
          onLook={setLooked}
          onUse={use}
        />
      </ResultPane>
    </Workspace>
  );
}

interface ModelActionsProps {
  /** There is a base model whose file is there. */
  readonly isReady: boolean;
  /** What else has to be done before an adaptation. */
  readonly next: NextStep | null;
  readonly isDisabled: boolean;
  readonly onUse: () => void;
}

function ModelActions({ isReady, next, isDisabled, onUse }: ModelActionsProps) {
  return (
    <>
      <Button kind={isReady ? 'plain' : 'primary'} isDisabled={isDisabled} onPress={onUse}>
        Use this file
      </Button>
      {isReady && (
        <StepLink to={next?.to ?? '/adapt'} kind="primary">
          Go to {next?.label ?? 'Adapt'}
        </StepLink>
      )}
    </>
  );
}

function titleOf(current: { readonly name: string; readonly isMissing: boolean } | undefined): string {
  if (current === undefined) return 'No base model chosen';
  return current.isMissing ? `The file of ${current.name} is missing` : `${current.name} is the base model`;
}

const endings = ['gguf'] as const;

/** Whether a path may be looked at; before its ending is typed there is nothing to look at. */
function isModelFile(path: string): boolean {
  return endings.some((ending) => path.toLowerCase().endsWith(`.${ending}`));
}

function ModelFileField({ path, onChange }: { readonly path: string; readonly onChange: (path: string) => void }) {
  useDroppedPath(endings, onChange);
  return (
    <PathField
      label="Model file"
      title="Choose a model"
      kind="open"
      extensions={endings}
      value={path}
      onChange={onChange}
      description="A GGUF file. It is linked, not copied."
    />
  );
}

function inProject(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'model' : 'models'} in the project.`;
}
