import { useCoreCommand } from '../../bridge/use-core-command.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select } from '../../ui/select.tsx';

/** Which adapter of the base model answers as the adapted model; nothing while there is no choice. */
export function AdapterField() {
  const base = useCoreQuery('models.current', {}).data?.id;
  const adapters = useCoreQuery('models.adapters', {}).data ?? [];
  const use = useCoreCommand('models.useAdapter');
  const fitting = adapters.filter(({ origin, modelId }) => origin !== 'experiment' && modelId === base);
  const current = fitting.find(({ isCurrent }) => isCurrent)?.id ?? null;
  if (fitting.length === 0 || (fitting.length === 1 && current !== null)) return null;
  return (
    <>
      <Select
        label="Adapter of the adapted model"
        placeholder="Choose an adapter"
        value={current}
        choices={fitting.map(({ id, name, origin }) => ({
          value: id,
          label: name,
          description: origin === 'elsewhere' ? 'made elsewhere' : undefined,
        }))}
        onChange={(id) => use.mutate({ id })}
      />
      {use.error !== null && <ErrorNotice error={use.error} effect="The former adapter is still used." />}
    </>
  );
}
