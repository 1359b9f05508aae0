/** How long a passphrase resists someone who holds the file and guesses. */
export interface PassphraseStrength {
  /** Rough bits, an upper bound: people choose less evenly than chance. */
  readonly bits: number;
  readonly level: 'too short' | 'weak' | 'fair' | 'strong';
  /** What would help, or what to keep in mind. */
  readonly advice: string;
}

const classes: readonly (readonly [pattern: RegExp, size: number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 100],
];

/**
 * Estimates a passphrase by its length and kinds of characters. Characters that repeat the one before or go on from it, as in
 * `aaaa` and `1234`, count for one bit.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const characters = [...passphrase];
  const pool = classes.reduce((sum, [pattern, size]) => sum + (pattern.test(passphrase) ? size : 0), 0);
  const each = pool === 0 ? 0 : Math.log2(pool);
  let bits = 0;
  characters.forEach((character, index) => {
    const before = characters[index - 1];
    const step = before === undefined ? 9 : Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0));
    bits += step <= 1 ? 1 : each;
  });
  const rounded = Math.round(bits);
  if (characters.length < 8) return { bits: rounded, level: 'too short', advice: 'Use at least 8 characters.' };
  if (bits < 45) return { bits: rounded, level: 'weak', advice: 'Add further words; length helps more than symbols.' };
  if (bits < 70) return { bits: rounded, level: 'fair', advice: 'One more word would make it strong.' };
  return { bits: rounded, level: 'strong', advice: 'Write it down where this computer is not.' };
}
