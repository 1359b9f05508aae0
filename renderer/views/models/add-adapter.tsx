import { useState } from 'react';
import { adapterExplanation } from '../../../shared/messages/screen-messages.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import { useKeptWork } from '../../bridge/use-kept-work.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';

const readAdapter = (core: CoreClient, input: { readonly path: string }, signal: AbortSignal) =>
  core.stream('models.registerAdapter', input, { signal });

/** Takes an adapter into the project that was made by another program, once it is sure that it fits the base model. */
export function AddAdapter() {
  const [path, setPath] = useState('');
  const work = useKeptWork('models.registerAdapter', readAdapter);
  return (
    <Section title="Adapter made elsewhere">
      <PathField
        label="Adapter file"
        title="Choose an adapter"
        kind="open"
        extensions={['gguf']}
        value={path}
        onChange={setPath}
        description={adapterExplanation()}
      />
      {work.isRunning ? (
        <WorkProgress progress={work.progress} cancel="Cancel reading the adapter" onCancel={work.cancel} />
      ) : (
        <div>
          <Button isDisabled={path === ''} onPress={() => work.start({ path }, () => setPath(''))}>
            Add this adapter
          </Button>
        </div>
      )}
      {work.error !== null && <ErrorNotice error={work.error} effect="No adapter was added." />}
    </Section>
  );
}
