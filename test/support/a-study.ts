import type { Study } from '../../shared/domain/study.ts';
import { aVariable, numberedOptions } from './a-variable.ts';

/** A small study without faults: two treatments, two beliefs, one action, a weight and a cluster. */
export function aStudy(fields: Partial<Study> = {}): Study {
  const wording = (text: string): { text: string; byCondition: Record<string, string> } => ({ text, byCondition: {} });
  return {
    name: 'a-study',
    title: 'A study',
    notice: '',
    synthetic: false,
    codebook: {
      variables: [
        aVariable('arm', { role: 'treatment', scale: 'binary', options: numberedOptions('control', 'warned') }),
        aVariable('stake', { role: 'treatment', scale: 'binary', options: numberedOptions('low', 'high') }),
        aVariable('region', { scale: 'nominal', options: numberedOptions('north', 'south', 'west') }),
        aVariable('age'),
        aVariable('city', { scale: 'text' }),
        aVariable('risk', {
          role: 'belief',
          scale: 'ordinal',
          options: numberedOptions('low', 'middle', 'high'),
          wording: wording('How high is the risk?'),
        }),
        aVariable('norm', {
          role: 'belief',
          scale: 'nominal',
          options: numberedOptions('tell', 'hide', 'neither'),
          wording: wording('What do others do?'),
        }),
        aVariable('tells', {
          role: 'action',
          scale: 'binary',
          options: numberedOptions('no', 'yes'),
          wording: wording('What do you do?'),
        }),
        aVariable('weight', { role: 'weight' }),
        aVariable('school', { role: 'cluster', scale: 'text' }),
        aVariable('id', { role: 'id', scale: 'text' }),
        aVariable('note', { role: 'excluded', scale: 'nominal' }),
      ],
    },
    rule: { action: 'tells', cases: [{ when: 'risk < 3', choose: '2' }], source: '' },
    regressions: [{ name: 'Telling', model: 'logit', formula: 'tells ~ risk + arm * age + region', covariance: 'HC1' }],
    split: {
      seed: 1,
      unit: 'respondent',
      stratify: ['arm'],
      parts: { 'pilot-train': 10, 'pilot-validation': 5, evaluation: 'rest' },
      pilot: 'proportional',
    },
    prompt: { instruction: 'Answer as the person would.', answers: 'letters', persona: true },
    adaptation: {
      rank: 8,
      alpha: 16,
      learningRate: 0.0005,
      epochs: 3,
      batch: 8,
      warmup: 0.1,
      weightDecay: 0,
      clipNorm: 1,
      patience: 2,
      seed: 1,
    },
    simulation: { seeds: [1, 2], optionOrder: 'codebook' },
    evaluation: { bootstrap: 1000, level: 0.95, seed: 1, subgroups: ['region'] },
    ...fields,
  };
}
