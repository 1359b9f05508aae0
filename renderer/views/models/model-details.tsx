import { useState } from 'react';
import type { ModelInspection, ModelMeasurement } from '../../../shared/contract/models.ts';
import { formatBytes, formatCount, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { modelComing } from '../../../shared/messages/screen-messages.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useCoreStream } from '../../bridge/use-core-stream.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Facts, Section } from '../../ui/pane.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { weights } from './registered-models.tsx';

/** What a model file says about itself, whether it fits this machine, and how fast it is here. */
export function ModelDetails({ path }: { readonly path: string }) {
  const { data, error } = useCoreQuery('models.inspect', { path });
  if (error !== null) return <ErrorNotice error={error} />;
  if (data === undefined) return <Waiting>{modelComing()}</Waiting>;
  const { facts, sizeBytes, chatTemplate } = data;
  return (
    <>
      <Section title={facts.name}>
        <Facts
          facts={[
            ['File', <code key="file">{path.split(/[\\/]/).at(-1)}</code>],
            ['Size', formatBytes(sizeBytes)],
            ['Architecture', facts.architecture],
            ['Weights', `${weights(facts.parameters)}, ${facts.quantisation}`],
            ['Context', `${formatCount(facts.contextLength)} tokens`],
            ['Chat template', chatTemplate === '' ? 'none, prompts are plain text' : 'yes'],
            ['Licence', facts.licence === '' ? 'not told' : facts.licence],
          ]}
        />
      </Section>
      <Fit inspection={data} />
      <Speed path={path} trains={data.trainingProblem === null} />
    </>
  );
}

const fits = { yes: 'fits', tight: 'fits tightly', no: 'does not fit' } as const;

function Fit({ inspection }: { readonly inspection: ModelInspection }) {
  const { memory, fits: fit, trainingProblem } = inspection;
  const training =
    fit.training === null || memory.forTraining === null
      ? (trainingProblem ?? 'cannot be trained here')
      : `${fits[fit.training]}, ${formatBytes(memory.forTraining)}`;
  return (
    <Section title="Memory, estimated">
      <Facts
        facts={[
          ['Simulating', `${fits[fit.scoring]}, ${formatBytes(memory.forScoring)}`],
          ['Adapting', training],
          ['Free now', `${formatBytes(memory.available)} of ${formatBytes(memory.total)}`],
        ]}
      />
    </Section>
  );
}

const stages = { loading: 'Loading', scoring: 'Scoring', training: 'Training', done: 'Measured' } as const;
const nothing: ModelMeasurement | null = null;

function Speed({ path, trains }: { readonly path: string; readonly trains: boolean }) {
  const [measures, setMeasures] = useState(false);
  const input = measures ? { path, training: trains } : null;
  const measurement = useCoreStream('models.measure', input, latest, nothing);
  const { state } = measurement;
  return (
    <Section title="Speed, measured">
      {state !== null && (
        <Facts
          facts={[
            ['State', stages[state.stage]],
            ['Loading', state.loadSeconds === null ? '' : `${formatNumber(state.loadSeconds)} s`],
            ['Simulating', rate(state.scoringRate)],
            ['Adapting', rate(state.trainingRate)],
            ['Memory', state.memoryBytes === null ? '' : formatBytes(state.memoryBytes)],
            ['Device', state.device === null ? '' : `${state.device}, ${formatCount(state.threads)} threads`],
          ]}
        />
      )}
      {measurement.error !== null && <ErrorNotice error={measurement.error} />}
      <div>
        {measures && !measurement.ended ? (
          <Button size="small" onPress={() => setMeasures(false)}>
            Stop measuring
          </Button>
        ) : (
          <Button size="small" onPress={() => setMeasures(true)} isDisabled={measures}>
            Measure speed
          </Button>
        )}
      </div>
    </Section>
  );
}

function latest(_before: ModelMeasurement | null, item: ModelMeasurement): ModelMeasurement | null {
  return item;
}

function rate(perSecond: number | null): string {
  return perSecond === null ? '' : `${formatNumber(perSecond)} tokens a second`;
}
