import { seedsFrom } from '../../../shared/domain/seeds-from.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { Checkbox, ChoiceGroup } from '../../ui/choice-group.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { AdapterField } from './adapter-field.tsx';

interface SimulateFieldsProps {
  readonly study: Study;
  readonly onChange: (part: Partial<Study>) => void;
}

const orders = [
  { value: 'codebook', label: 'As in the codebook' },
  { value: 'shuffled', label: 'Shuffled for every twin and question' },
] as const;

const answerForms = [
  { value: 'letters', label: 'Letters', description: 'One token an option; exact and fast.' },
  { value: 'labels', label: 'The options in words', description: 'Scores the words of every option.' },
] as const;

/** What the twins are told and how often they are drawn. */
export function SimulateFields({ study, onChange }: SimulateFieldsProps) {
  const { simulation, prompt } = study;
  return (
    <>
      <AdapterField />
      <NumberField
        label="Sets of simulated respondents"
        value={simulation.seeds.length}
        minValue={1}
        maxValue={1000}
        decimals={0}
        description="Each set is drawn with a seed of its own from the same probabilities."
        onChange={(count) => onChange({ simulation: { ...simulation, seeds: seedsFrom(simulation.seeds, count) } })}
      />
      <ChoiceGroup
        label="Order of the options"
        value={simulation.optionOrder}
        choices={orders}
        onChange={(optionOrder) => onChange({ simulation: { ...simulation, optionOrder } })}
      />
      <DraftField
        label="Instruction"
        rows={4}
        value={prompt.instruction}
        onCommit={(instruction) => onChange({ prompt: { ...prompt, instruction } })}
      />
      <ChoiceGroup
        label="Answers are given as"
        value={prompt.answers}
        choices={answerForms}
        onChange={(answers) => onChange({ prompt: { ...prompt, answers } })}
      />
      <Checkbox
        isSelected={prompt.persona}
        onChange={(persona) => onChange({ prompt: { ...prompt, persona } })}
        description="Off leaves the persona out, to see what it adds."
      >
        Tell the twin who it is
      </Checkbox>
    </>
  );
}
