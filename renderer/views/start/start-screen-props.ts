import type { KeyedProject } from '../../../shared/contract/project.ts';

export interface StartScreenProps {
  /** Called with a project that was made or has got a new passphrase; its recovery key is to be shown next. */
  readonly onRecoveryKey: (made: KeyedProject) => void;
}
