import type { changesContract } from '../../../shared/contract/changes.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';

export function changesOperations(session: Session): Handlers<typeof changesContract> {
  return {
    async *'changes.watch'(_input, { signal }) {
      using subscription = session.changes.subscribe('changes', signal);
      for await (const touched of subscription.items) yield [...touched];
    },
  };
}
