import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '../../../../renderer/views/start/passphrase-strength.ts';

describe('the strength of a passphrase', () => {
  it('grows with its length more than with symbols', () => {
    const words = passphraseStrength('correct horse battery');
    const symbols = passphraseStrength('P@ssw0rd');
    expect(words.level).toBe('strong');
    expect(words.bits).toBeGreaterThan(symbols.bits);
  });

  it('counts repetitions and sequences for little', () => {
    expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaa').level).toBe('weak');
    expect(passphraseStrength('12345678901234567890').level).toBe('weak');
  });

  it('is too short below 8 characters', () => {
    expect(passphraseStrength('Ab3!x9Q').level).toBe('too short');
    expect(passphraseStrength('').bits).toBe(0);
  });
});
