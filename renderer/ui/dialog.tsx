import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './overlay.module.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that closes first. */
  readonly actions?: ReactNode;
  readonly size?: 'normal' | 'large';
  /** False where leaving by Escape or a click beside it would lose something that is shown once. */
  readonly isDismissable?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
}

/** A window above the page. Escape closes it and the focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, size = 'normal', isDismissable = true, role = 'dialog' } = props;
  return (
    <ModalOverlay
      className={classNames(styles.veil)}
      isOpen={isOpen}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classNames(styles.modal, size === 'large' && styles.large)}>
        <AriaDialog role={role} className={classNames(styles.dialog)}>
          <Heading slot="title" className={classNames(styles.heading)}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
