import type { ReactNode } from 'react';
import type { ExperimentSettings } from '../../../shared/domain/experiments.ts';
import { seedsFrom } from '../../../shared/domain/seeds-from.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { checkExperiments } from '../../../shared/domain/check-experiments.ts';
import {
  armsOf,
  experimentLacks,
  experimentOffers,
  wordingsFromRecipe,
} from '../../../shared/messages/evaluate-messages.ts';
import { Checkbox } from '../../ui/choice-group.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { FieldRow } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './evaluate.module.css';
import type { ExperimentMaterial } from './experiment-settings.ts';
import {
  leftOut,
  leftOutTreatments,
  materialOf,
  noExperiments,
  proposedSizes,
  sizesFrom,
  withTreatment,
} from './experiment-settings.ts';

export interface ExperimentFieldsProps {
  readonly study: Study;
  /** Respondents of pilot-train. */
  readonly pilot: number;
  readonly isDisabled: boolean;
  readonly onChange: (experiments: ExperimentSettings) => void;
}

interface TrialProps {
  readonly settings: ExperimentSettings;
  readonly set: (part: Partial<ExperimentSettings>) => void;
  readonly pilot: number;
  readonly isDisabled: boolean;
  readonly material: ExperimentMaterial;
  /** What the study cannot give of this experiment. */
  readonly faults: readonly string[];
}

/** Which experiments the study asks for. */
export function ExperimentFields({ study, pilot, isDisabled, onChange }: ExperimentFieldsProps) {
  const settings = study.experiments ?? noExperiments;
  const faults = checkExperiments(study);
  const props = {
    settings,
    pilot,
    isDisabled,
    material: materialOf(study.codebook),
    set: (part: Partial<ExperimentSettings>) => onChange({ ...settings, ...part }),
  };
  const faultsOf = (key: string): string[] =>
    faults.filter(({ path }) => path[1] === key).map(({ message }) => asSentence(message));
  return (
    <>
      <LearningCurve {...props} faults={faultsOf('learning_curve')} />
      <LeftOut {...props} faults={faultsOf('leave_one_out')} />
      <Pilots {...props} faults={faultsOf('pilots')} />
      <Demographics {...props} faults={faultsOf('demographics')} />
      <Robustness {...props} faults={faultsOf('robustness')} />
      <Checkbox
        isSelected={settings.keepAdapters}
        isDisabled={isDisabled}
        description={experimentOffers.keepAdapters}
        onChange={(keepAdapters) => props.set({ keepAdapters })}
      >
        Keep the adapters
      </Checkbox>
    </>
  );
}

function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function LearningCurve({ settings, set, pilot, isDisabled, faults }: TrialProps) {
  const { learningCurve } = settings;
  return (
    <Trial
      title="Learning curve"
      description={experimentOffers.learningCurve}
      isSelected={learningCurve !== null}
      isDisabled={isDisabled}
      faults={[]}
      onChange={(isOn) => set({ learningCurve: isOn ? { sizes: proposedSizes(pilot), seeds: [1] } : null })}
    >
      {learningCurve !== null && (
        <FieldRow>
          <DraftField
            label="Pilot sizes"
            value={learningCurve.sizes.join(', ')}
            error={faults[0]}
            isDisabled={isDisabled}
            onCommit={(text) =>
              set({ learningCurve: { ...learningCurve, sizes: sizesFrom(text) ?? learningCurve.sizes } })
            }
          />
          <Seeds
            seeds={learningCurve.seeds}
            label="Models per size"
            isDisabled={isDisabled}
            onChange={(seeds) => set({ learningCurve: { ...learningCurve, seeds } })}
          />
        </FieldRow>
      )}
    </Trial>
  );
}

function LeftOut({ settings, set, isDisabled, material, faults }: TrialProps) {
  const { arms, items } = settings.leaveOut ?? { arms: false, items: false };
  const { treatments } = material;
  const names = treatments.map(({ value }) => value);
  return (
    <>
      <Trial
        title="Arms left out"
        description={experimentOffers.arms}
        missing={treatments.length > 0 ? null : experimentLacks.arms}
        isSelected={arms !== false}
        isDisabled={isDisabled}
        faults={faults}
        onChange={(isOn) => set({ leaveOut: leftOut(isOn, items) })}
      >
        {treatments.length < 2
          ? undefined
          : treatments.map(({ value, label }) => (
              <Checkbox
                key={value}
                isSelected={leftOutTreatments(arms, names).includes(value)}
                isDisabled={isDisabled}
                onChange={(isOn) => set({ leaveOut: leftOut(withTreatment(arms, names, value, isOn), items) })}
              >
                {armsOf(label)}
              </Checkbox>
            ))}
      </Trial>
      <Trial
        title="Items left out"
        description={experimentOffers.items}
        missing={material.hasItems ? null : experimentLacks.items}
        isSelected={items}
        isDisabled={isDisabled}
        faults={[]}
        onChange={(isOn) => set({ leaveOut: leftOut(arms, isOn) })}
      />
    </>
  );
}

function Pilots({ settings, set, pilot, isDisabled, material, faults }: TrialProps) {
  const { pilots } = settings;
  const [first] = material.groups;
  return (
    <Trial
      title="Random and equal pilots"
      description={experimentOffers.pilots}
      missing={first === undefined ? experimentLacks.groups : null}
      isSelected={pilots !== null}
      isDisabled={isDisabled}
      faults={faults}
      onChange={(isOn) =>
        set({
          pilots:
            isOn && first !== undefined ? { size: proposedSizes(pilot)[1] ?? 1, by: first.value, seeds: [1] } : null,
        })
      }
    >
      {pilots !== null && (
        <>
          <Select
            label="As many people from every group of"
            value={pilots.by}
            choices={material.groups}
            isDisabled={isDisabled}
            onChange={(by) => set({ pilots: { ...pilots, by } })}
          />
          <FieldRow>
            <NumberField
              label="Size of the pilots"
              value={pilots.size}
              minValue={1}
              decimals={0}
              isDisabled={isDisabled}
              onChange={(size) => set({ pilots: { ...pilots, size } })}
            />
            <Seeds
              seeds={pilots.seeds}
              label="Pairs of pilots"
              isDisabled={isDisabled}
              onChange={(seeds) => set({ pilots: { ...pilots, seeds } })}
            />
          </FieldRow>
        </>
      )}
    </Trial>
  );
}

function Demographics({ settings, set, isDisabled, material, faults }: TrialProps) {
  const { demographics } = settings;
  return (
    <Trial
      title="Persona in and out of the prompt"
      description={experimentOffers.demographics}
      missing={material.hasPersona ? null : experimentLacks.persona}
      isSelected={demographics !== null}
      isDisabled={isDisabled}
      faults={faults}
      onChange={(isOn) => set({ demographics: isOn ? { seeds: [1] } : null })}
    >
      {demographics !== null && (
        <Seeds
          seeds={demographics.seeds}
          label="Pairs of models"
          isDisabled={isDisabled}
          onChange={(seeds) => set({ demographics: { seeds } })}
        />
      )}
    </Trial>
  );
}

function Robustness({ settings, set, isDisabled, faults }: TrialProps) {
  const { robustness } = settings;
  return (
    <Trial
      title="Robustness of the simulation"
      description={experimentOffers.robustness}
      isSelected={robustness !== null}
      isDisabled={isDisabled}
      faults={faults}
      onChange={(isOn) => set({ robustness: isOn ? { repeats: 2, shuffled: true, wordings: [] } : null })}
    >
      {robustness !== null && (
        <>
          <NumberField
            label="Further sets of draws"
            value={robustness.repeats}
            minValue={0}
            maxValue={100}
            decimals={0}
            isDisabled={isDisabled}
            onChange={(repeats) => set({ robustness: { ...robustness, repeats } })}
          />
          <Checkbox
            isSelected={robustness.shuffled}
            isDisabled={isDisabled}
            onChange={(shuffled) => set({ robustness: { ...robustness, shuffled } })}
          >
            Options in shuffled order
          </Checkbox>
          <p className={styles.note}>{wordingsFromRecipe(robustness.wordings.map(({ name }) => name))}</p>
        </>
      )}
    </Trial>
  );
}

interface TrialFrameProps {
  readonly title: string;
  readonly description: string;
  /** Why it cannot be asked for; null where it can. */
  readonly missing?: string | null;
  readonly isSelected: boolean;
  readonly isDisabled: boolean;
  readonly faults: readonly string[];
  readonly onChange: (isSelected: boolean) => void;
  /** Its settings, once it is asked for. */
  readonly children?: ReactNode;
}

function Trial(props: TrialFrameProps) {
  const { title, description, missing = null, isSelected, isDisabled, faults, onChange, children } = props;
  return (
    <div className={styles.trial}>
      <Checkbox
        isSelected={isSelected}
        isDisabled={isDisabled || (missing !== null && !isSelected)}
        description={missing ?? description}
        onChange={onChange}
      >
        {title}
      </Checkbox>
      {faults.map((fault) => (
        <p key={fault} className={styles.fault}>
          {fault}
        </p>
      ))}
      {isSelected && children !== undefined && (
        <div className={styles.trialFields} role="group" aria-label={title}>
          {children}
        </div>
      )}
    </div>
  );
}

interface SeedsProps {
  readonly seeds: readonly number[];
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onChange: (seeds: number[]) => void;
}

/** How often a cell is done, each time with another seed. */
function Seeds({ seeds, label, isDisabled, onChange }: SeedsProps) {
  return (
    <NumberField
      label={label}
      value={seeds.length}
      minValue={1}
      maxValue={100}
      decimals={0}
      isDisabled={isDisabled}
      onChange={(count) => onChange(seedsFrom(seeds, count))}
    />
  );
}
