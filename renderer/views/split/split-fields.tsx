import type { SplitPreview } from '../../../shared/contract/split.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { SplitSettings } from '../../../shared/domain/split.ts';
import { partLabels, usedParts } from '../../../shared/domain/split.ts';
import { Checkbox, ChoiceGroup } from '../../ui/choice-group.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { FieldRow, Section } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import { withRest, withoutRest } from './split-parts.ts';

interface SplitFieldsProps {
  readonly settings: SplitSettings;
  readonly codebook: Codebook;
  readonly counts: SplitPreview['counts'];
  readonly onChange: (settings: SplitSettings) => void;
}

const pilots = [
  { value: 'proportional', label: 'Like the sample', description: 'Pilots mirror the groups of the sample.' },
  { value: 'equal', label: 'Equal per group', description: 'The same number of respondents from every group.' },
] as const;

/** Sizes of the parts, what is balanced, and the seed. */
export function SplitFields({ settings, codebook, counts, onChange }: SplitFieldsProps) {
  const clusters = variablesWithRole(codebook, 'cluster');
  const groups = variablesWithRole(codebook, 'treatment', 'persona').filter(({ options }) => options.length > 0);
  const toggle = (name: string, isOn: boolean): void =>
    onChange({
      ...settings,
      stratify: isOn ? [...settings.stratify, name] : settings.stratify.filter((own) => own !== name),
    });
  return (
    <>
      {usedParts.map((part) => (
        <PartSize key={part} part={part} settings={settings} counts={counts} onChange={onChange} />
      ))}
      <ChoiceGroup
        label="Pilots"
        value={settings.pilot}
        choices={pilots}
        onChange={(pilot) => onChange({ ...settings, pilot })}
      />
      <Section title="Balanced over the parts">
        {groups.map(({ name, label }) => (
          <Checkbox key={name} isSelected={settings.stratify.includes(name)} onChange={(isOn) => toggle(name, isOn)}>
            {label}
          </Checkbox>
        ))}
      </Section>
      <FieldRow>
        <Select
          label="Drawn by"
          value={settings.unit}
          choices={[
            { value: 'respondent', label: 'respondent' },
            { value: 'cluster', label: clusters[0] === undefined ? 'cluster (none)' : `cluster: ${clusters[0].label}` },
          ]}
          onChange={(unit) => onChange({ ...settings, unit })}
        />
        <NumberField
          label="Seed"
          value={settings.seed}
          step={1}
          decimals={0}
          onChange={(seed) => onChange({ ...settings, seed })}
        />
      </FieldRow>
    </>
  );
}

interface PartSizeProps extends Omit<SplitFieldsProps, 'codebook'> {
  readonly part: (typeof usedParts)[number];
}

function PartSize({ part, settings, counts, onChange }: PartSizeProps) {
  const wanted = settings.parts[part] ?? 0;
  const isRest = wanted === 'rest';
  const size = isRest ? (counts?.[part] ?? 0) : wanted;
  return (
    <FieldRow>
      <NumberField
        label={partLabels[part]}
        value={size}
        minValue={0}
        step={1}
        decimals={0}
        isDisabled={isRest}
        onChange={(value) => onChange({ ...settings, parts: { ...settings.parts, [part]: value } })}
      />
      <Checkbox
        isSelected={isRest}
        label={`${partLabels[part]}: takes the rest`}
        onChange={(takes) => onChange(takes ? withRest(settings, part, counts) : withoutRest(settings, part, counts))}
      >
        takes the rest
      </Checkbox>
    </FieldRow>
  );
}
