import { describe, expect, it } from 'vitest';
import {
  leftOut,
  leftOutTreatments,
  materialOf,
  proposedSizes,
  sizesFrom,
  withTreatment,
} from '../../../../../renderer/views/evaluate/experiment-settings.ts';
import { aVariable } from '../../../../support/a-variable.ts';
import { action, belief } from '../../../../support/small-study.ts';

describe('the choice of experiments', () => {
  it('reads sizes in any order and writing, each once', () => {
    expect(sizesFrom('80, 20;40 20')).toEqual([20, 40, 80]);
    expect(sizesFrom('none, 0')).toBeNull();
  });

  it('proposes a quarter, a half and all of the pilot', () => {
    expect(proposedSizes(90)).toEqual([23, 45, 90]);
    expect(proposedSizes(1)).toEqual([1]);
  });

  it('leaves the block of left-out arms and items away where neither is asked for', () => {
    expect(leftOut(true, false)).toEqual({ arms: true, items: false });
    expect(leftOut(false, false)).toBeNull();
  });

  it('leaves out the arms of all treatments, of some, or of none', () => {
    const both = ['warned', 'paid'];
    expect(leftOutTreatments(true, both)).toEqual(both);
    expect(withTreatment(true, both, 'paid', false)).toEqual(['warned']);
    expect(withTreatment(['warned'], both, 'paid', true)).toBe(true);
    expect(withTreatment(['warned'], both, 'warned', false)).toBe(false);
    expect(leftOut(['warned'], false)).toEqual({ arms: ['warned'], items: false });
  });

  it('knows from the codebook what can be tried', () => {
    const options = [
      { value: '0', label: 'no' },
      { value: '1', label: 'yes' },
    ];
    const arm = aVariable('warned', { role: 'treatment', label: 'Warning', options });
    const age = aVariable('age', { role: 'persona', scale: 'interval', options: [] });
    expect(materialOf({ variables: [arm, age, belief('risk', 3), action('tells', 2)] })).toEqual({
      treatments: [{ value: 'warned', label: 'Warning' }],
      hasItems: true,
      hasPersona: true,
      groups: [{ value: 'warned', label: 'Warning' }],
    });
    expect(materialOf({ variables: [belief('risk', 3)] })).toEqual({
      treatments: [],
      hasItems: false,
      hasPersona: false,
      groups: [],
    });
  });
});
