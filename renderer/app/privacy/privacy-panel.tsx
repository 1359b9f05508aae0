import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { networkExplanation, privacyProof } from '../../../shared/messages/screen-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';
import { useNetworkState } from '../use-network-state.ts';
import { Examination } from './examination.tsx';
import { requestsInWords } from './requests-in-words.ts';

interface PrivacyPanelProps {
  readonly onClose: () => void;
  /** The model that the checks try, or null. */
  readonly modelPath: string | null;
}

/** What the network badge counts, what speaks for the promise that nothing leaves this machine, and what that proves. */
export function PrivacyPanel({ onClose, modelPath }: PrivacyPanelProps) {
  return (
    <Dialog title="Privacy" size="large" isOpen onClose={onClose} actions={<Button onPress={onClose}>Close</Button>}>
      <Section title="Requests">
        <p>{networkExplanation()}</p>
        <Requests />
      </Section>
      <Section title="Checks of this machine">
        <Examination modelPath={modelPath} />
      </Section>
      <Section title="What this proves, and what it does not">
        <p>{privacyProof()}</p>
      </Section>
    </Dialog>
  );
}

function Requests() {
  const network = useNetworkState();
  if (network === null) return <p>This shell does not count requests.</p>;
  const { blocked, served } = network;
  const rows = requestsInWords(network);
  return (
    <>
      <p>
        Since the start: <strong>{formatCount(blocked)} refused</strong>, {formatCount(served)} answered on this
        machine.
      </p>
      {rows.length > 0 && (
        <Table
          caption="Requests since the start"
          hideCaption
          rows={rows}
          rowKey={({ what, fate }) => `${fate} ${what}`}
          columns={[
            { key: 'what', label: 'Request', cell: ({ what }) => what },
            { key: 'fate', label: 'What became of it', soft: true, cell: ({ fate }) => fate },
            { key: 'count', label: 'Number', numeric: true, cell: ({ count }) => formatCount(count) },
          ]}
        />
      )}
    </>
  );
}
