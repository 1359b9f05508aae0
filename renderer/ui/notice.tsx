import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './feedback.module.css';

export interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something to know before going on; nothing has failed. */
export function Notice({ title, children, actions }: NoticeProps) {
  return (
    <div className={classNames(styles.notice, styles.hint)} role="note">
      <p className={styles.noticeTitle}>{title}</p>
      {children !== undefined && <div>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
