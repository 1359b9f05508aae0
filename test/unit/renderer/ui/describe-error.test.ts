import { describe, expect, it } from 'vitest';
import { describeError } from '../../../../renderer/ui/describe-error.ts';
import { PilotlightError } from '../../../../shared/errors.ts';

describe('an error to be copied', () => {
  it('holds its code and the names of its details, never their values', () => {
    const error = new PilotlightError('data-invalid', 'Row 3 cannot be read.', {
      path: '/home/maria/secret.csv',
      row: 3,
    });
    const { sentence, withoutData } = describeError(error);
    expect(sentence).toBe('Row 3 cannot be read.');
    expect(withoutData).toBe('Pilotlight error data-invalid (details: path, row)');
  });

  it('is internal when it has no code', () => {
    expect(describeError(new Error('x is undefined'))).toMatchObject({
      code: 'internal',
      withoutData: 'Pilotlight error internal',
    });
  });
});
