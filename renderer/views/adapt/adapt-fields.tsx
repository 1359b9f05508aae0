import { useState } from 'react';
import type { AdaptationSettings } from '../../../shared/domain/study.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { FieldRow } from '../../ui/pane.tsx';

interface AdaptFieldsProps {
  readonly settings: AdaptationSettings;
  readonly onChange: (settings: AdaptationSettings) => void;
}

/** Settings of a training; the rarer ones are folded. */
export function AdaptFields({ settings, onChange }: AdaptFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  const set = (part: Partial<AdaptationSettings>): void => onChange({ ...settings, ...part });
  const { rank, alpha, epochs, patience, learningRate } = settings;
  return (
    <>
      <FieldRow>
        <NumberField
          label="Rank"
          value={rank}
          minValue={1}
          maxValue={256}
          decimals={0}
          onChange={(value) => set({ rank: value })}
        />
        <NumberField label="Alpha" value={alpha} minValue={0.001} onChange={(value) => set({ alpha: value })} />
      </FieldRow>
      <FieldRow>
        <NumberField
          label="Most epochs"
          value={epochs}
          minValue={1}
          maxValue={1000}
          decimals={0}
          onChange={(value) => set({ epochs: value })}
        />
        <NumberField
          label="Patience, epochs"
          value={patience}
          minValue={0}
          decimals={0}
          onChange={(value) => set({ patience: value })}
        />
      </FieldRow>
      <NumberField
        label="Learning rate"
        value={learningRate}
        minValue={0.000001}
        description="It rises during the warm-up and falls on a cosine afterwards."
        onChange={(value) => set({ learningRate: value })}
      />
      {isOpen ? (
        <FurtherFields settings={settings} set={set} />
      ) : (
        <div>
          <Button size="small" onPress={() => setOpen(true)}>
            Show further settings
          </Button>
        </div>
      )}
    </>
  );
}

interface FurtherFieldsProps {
  readonly settings: AdaptationSettings;
  readonly set: (part: Partial<AdaptationSettings>) => void;
}

function FurtherFields({ settings, set }: FurtherFieldsProps) {
  const { batch, warmup, weightDecay, clipNorm, seed } = settings;
  return (
    <>
      <FieldRow>
        <NumberField
          label="Respondents a step"
          value={batch}
          minValue={1}
          maxValue={1024}
          decimals={0}
          onChange={(value) => set({ batch: value })}
        />
        <NumberField
          label="Warm-up, share"
          value={warmup}
          minValue={0}
          maxValue={1}
          onChange={(value) => set({ warmup: value })}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label="Weight decay"
          value={weightDecay}
          minValue={0}
          onChange={(value) => set({ weightDecay: value })}
        />
        <NumberField
          label="Largest gradient norm"
          value={clipNorm}
          minValue={0.001}
          onChange={(value) => set({ clipNorm: value })}
        />
      </FieldRow>
      <NumberField label="Seed" value={seed} decimals={0} onChange={(value) => set({ seed: value })} />
    </>
  );
}
