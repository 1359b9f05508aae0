import { useState } from 'react';
import { recoveryKeyExplanation } from '../../../shared/messages/screen-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-group.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './start-screen.module.css';

interface RecoveryKeyScreenProps {
  readonly recoveryKey: string;
  readonly onDone: () => void;
}

/** Shows the recovery key of a new project and waits until it has been kept somewhere. */
export function RecoveryKeyScreen({ recoveryKey, onDone }: RecoveryKeyScreenProps) {
  const [isKept, setKept] = useState(false);
  return (
    <main className={styles.page}>
      <h1>Recovery key</h1>
      <p>{recoveryKeyExplanation()}</p>
      <div className={styles.key} role="group" aria-label="Recovery key">
        {recoveryKey.split('-').map((group, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- groups can be equal, their places cannot
          <span key={index}>{group}</span>
        ))}
      </div>
      <Checkbox isSelected={isKept} onChange={setKept}>
        The key is written down
      </Checkbox>
      <div className={styles.actions}>
        <Button kind="primary" isDisabled={!isKept} onPress={onDone}>
          Go to the project
        </Button>
        <CopyButton text={() => recoveryKey}>Copy the key</CopyButton>
      </div>
    </main>
  );
}
