import { useState } from 'react';
import { passphraseExplanation } from '../../../shared/messages/screen-messages.ts';
import { TextField } from '../../ui/text-field.tsx';
import { passphraseStrength } from './passphrase-strength.ts';
import styles from './start-screen.module.css';

interface NewPassphraseProps {
  /** Where another passphrase is asked for beside it. */
  readonly label?: string;
  readonly passphrase: string;
  readonly repeated: string;
  readonly onPassphrase: (passphrase: string) => void;
  readonly onRepeated: (repeated: string) => void;
}

/** True when a new passphrase is long enough and was typed twice alike. */
function isAccepted(passphrase: string, repeated: string): boolean {
  return passphrase === repeated && passphraseStrength(passphrase).level !== 'too short';
}

/** A new passphrase while it is typed: what `NewPassphrase` shows, and whether it is accepted. */
export function useNewPassphrase() {
  const [passphrase, onPassphrase] = useState('');
  const [repeated, onRepeated] = useState('');
  return {
    passphrase,
    isAccepted: isAccepted(passphrase, repeated),
    fields: { passphrase, repeated, onPassphrase, onRepeated },
  };
}

/** A new passphrase, typed twice, with an estimate of its strength in words. */
export function NewPassphrase(props: NewPassphraseProps) {
  const { label = 'Passphrase', passphrase, repeated, onPassphrase, onRepeated } = props;
  const strength = passphraseStrength(passphrase);
  const differs = repeated !== '' && !passphrase.startsWith(repeated);
  return (
    <>
      <TextField
        label={label}
        type="password"
        value={passphrase}
        onChange={onPassphrase}
        description={passphraseExplanation()}
      />
      {passphrase !== '' && (
        <p className={styles.strength} aria-live="polite">
          Strength: <strong>{strength.level}</strong>, at most about {strength.bits} bits. {strength.advice}
        </p>
      )}
      <TextField
        label={`${label} again`}
        type="password"
        value={repeated}
        onChange={onRepeated}
        error={differs ? 'The two passphrases differ.' : undefined}
      />
    </>
  );
}
