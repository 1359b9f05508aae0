import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

interface FaultDialogProps {
  /** Why a command could not be performed; null: nothing to tell. */
  readonly fault: Error | null;
  readonly onClose: () => void;
}

/** Tells of a command that failed and has no place of its own on the page. */
export function FaultDialog({ fault, onClose }: FaultDialogProps) {
  return (
    <Dialog
      title="The command was not performed"
      isOpen={fault !== null}
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {fault !== null && <ErrorNotice error={fault} />}
    </Dialog>
  );
}
