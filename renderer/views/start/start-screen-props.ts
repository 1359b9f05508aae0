export interface StartScreenProps {
  /** Called with the recovery key of a new project, which is to be shown next. */
  readonly onRecoveryKey: (key: string) => void;
}
