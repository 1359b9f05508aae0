import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CheckResult } from '../../../shared/contract/system.ts';
import { toPilotlightError } from '../../../shared/errors.ts';
import { useCore } from '../../bridge/core-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Table } from '../../ui/table.tsx';

/** Runs the checks of the machine when asked to; leaving stops them. */
export function Examination({ modelPath }: { readonly modelPath: string | null }) {
  const core = useCore();
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const examine = useMutation<CheckResult[]>({
    mutationFn: () => {
      const run = new AbortController();
      stop.current = run;
      return core.call('system.doctor', { modelPath }, { signal: run.signal });
    },
  });
  return (
    <>
      <p>
        The checks make a project and take it away again, open the base model in the processes that compute (the
        demonstration model where none is chosen), and look at open connections and at the source of the program. They
        take a few seconds.
      </p>
      <div>
        <Button isPending={examine.isPending} onPress={() => examine.mutate()}>
          {examine.data === undefined ? 'Examine this machine' : 'Examine this machine again'}
        </Button>{' '}
        {examine.isPending && <Button onPress={() => stop.current?.abort()}>Stop examining</Button>}
      </div>
      <div aria-live="polite">{examine.isPending ? 'Examining' : finding(examine.data)}</div>
      {examine.error !== null && toPilotlightError(examine.error).code !== 'cancelled' && (
        <ErrorNotice error={examine.error} effect="Nothing was changed." />
      )}
      {examine.data !== undefined && <Checks checks={examine.data} />}
    </>
  );
}

function finding(checks: readonly CheckResult[] | undefined): string {
  if (checks === undefined) return '';
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.length === 0) return `All ${checks.length} checks found what they should.`;
  return `${failed.length} of ${checks.length} checks found something to look at: ${failed.map(({ name }) => name).join(', ')}.`;
}

function Checks({ checks }: { readonly checks: readonly CheckResult[] }) {
  return (
    <Table
      caption="What the checks found"
      hideCaption
      rows={checks}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', label: 'Check', cell: ({ name }) => name },
        {
          key: 'ok',
          label: 'Result',
          cell: ({ ok }) => (ok ? 'passed' : <Badge kind="warning">look at it</Badge>),
        },
        { key: 'detail', label: 'What was found', cell: ({ detail }) => detail },
        { key: 'how', label: 'How it was found out', soft: true, cell: ({ how }) => how },
      ]}
    />
  );
}
