import { modelMissingTitle, modelMissingWayOn } from '../../shared/messages/screen-messages.ts';
import { Notice } from './notice.tsx';

interface ModelMissingProps {
  readonly model: 'missing' | 'none';
  /** What holds although it is missing, as a sentence. */
  readonly kept: string;
}

/** Says before anything is started that the base model cannot be used, and what to do. */
export function ModelMissing({ model, kept }: ModelMissingProps) {
  return (
    <Notice title={modelMissingTitle(model)}>
      <p>
        {kept} {modelMissingWayOn(model)}
      </p>
    </Notice>
  );
}
