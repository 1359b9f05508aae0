import type { FoundModel, ModelSource } from '../../../shared/contract/models.ts';
import { formatBytes } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { weights } from './registered-models.tsx';

const sources: Readonly<Record<ModelSource, string>> = {
  shipped: 'comes with Pilotlight',
  'lm-studio': 'LM Studio',
  ollama: 'Ollama',
  'hugging-face': 'Hugging Face',
};

interface FoundModelsProps {
  /** Paths that the project has already. */
  readonly registered: readonly string[];
  readonly isBusy: boolean;
  readonly onLook: (path: string) => void;
  readonly onUse: (path: string) => void;
}

/** Model files that other programs keep on this machine. */
export function FoundModels({ registered, isBusy, onLook, onUse }: FoundModelsProps) {
  const { data } = useCoreQuery('models.found', {});
  const found = (data ?? []).filter(({ path }) => !registered.includes(path));
  if (found.length === 0) return null;
  return (
    <Table
      caption="Found on this machine"
      rows={found}
      rowKey={({ path }) => path}
      columns={[
        { key: 'label', label: 'Model', cell: ({ label }) => label },
        { key: 'source', label: 'Kept by', soft: true, cell: ({ source }) => sources[source] },
        { key: 'size', label: 'Size', numeric: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
        {
          key: 'facts',
          label: 'Weights',
          cell: ({ facts, problem }) =>
            facts === null ? problem : `${weights(facts.parameters)}, ${facts.quantisation}`,
        },
        { key: 'action', label: 'Use', cell: (model) => actions(model, isBusy, onLook, onUse) },
      ]}
    />
  );
}

function actions(
  { path, label, facts }: FoundModel,
  isBusy: boolean,
  onLook: (path: string) => void,
  onUse: (path: string) => void,
) {
  if (facts === null) return 'cannot be used';
  return (
    <>
      <Button size="small" isDisabled={isBusy} label={`Use ${label}`} onPress={() => onUse(path)}>
        Use
      </Button>{' '}
      <Button size="small" kind="quiet" label={`Look at ${label}`} onPress={() => onLook(path)}>
        Look at
      </Button>
    </>
  );
}
