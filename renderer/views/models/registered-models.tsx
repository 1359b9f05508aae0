import type { ModelSummary } from '../../../shared/contract/models.ts';
import { formatBytes, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShortHash } from '../../ui/short-hash.tsx';
import { Table } from '../../ui/table.tsx';

type RegisteredModel = ModelSummary & { readonly isCurrent: boolean; readonly isMissing: boolean };

interface RegisteredModelsProps {
  readonly models: readonly RegisteredModel[];
  readonly onLook: (path: string) => void;
}

/** Models that the project knows by hash. */
export function RegisteredModels({ models, onLook }: RegisteredModelsProps) {
  const setBase = useCoreCommand('models.setBase');
  if (models.length === 0) return null;
  return (
    <>
      {setBase.error !== null && <ErrorNotice error={setBase.error} effect="The former base model still holds." />}
      <Table
        caption="Models of the project"
        rows={models}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            label: 'Model',
            cell: ({ name, isMissing }) => <ModelName name={name} isMissing={isMissing} />,
          },
          { key: 'size', label: 'Size', numeric: true, cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
          { key: 'parameters', label: 'Weights', numeric: true, cell: ({ parameters }) => weights(parameters) },
          {
            key: 'licence',
            label: 'Licence',
            soft: true,
            cell: ({ licence }) => (licence === '' ? 'not told' : licence),
          },
          {
            key: 'hash',
            label: 'SHA-256',
            cell: ({ sha256 }) => <ShortHash hash={sha256} />,
          },
          {
            key: 'action',
            label: 'Use',
            cell: ({ id, name, path, isCurrent, isMissing }) => (
              <>
                {isCurrent ? (
                  <Badge kind="tag">base model</Badge>
                ) : (
                  <Button
                    size="small"
                    label={`Use ${name}`}
                    isDisabled={isMissing}
                    onPress={() => setBase.mutate({ id })}
                  >
                    Use
                  </Button>
                )}{' '}
                <Button size="small" kind="quiet" label={`Look at ${name}`} onPress={() => onLook(path)}>
                  Look at
                </Button>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function ModelName({ name, isMissing }: Pick<RegisteredModel, 'name' | 'isMissing'>) {
  return (
    <>
      {name} {isMissing && <Badge kind="warning">file missing</Badge>}
    </>
  );
}

/** Millions or billions of weights. */
export function weights(count: number): string {
  return count >= 1e9 ? `${formatNumber(count / 1e9)} billion` : `${formatNumber(count / 1e6)} million`;
}
