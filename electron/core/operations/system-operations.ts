import type { systemContract } from '../../../shared/contract/system.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';
import { examineSystem } from '../system/examine-system.ts';

export function systemOperations(session: Session): Handlers<typeof systemContract> {
  return {
    'system.doctor': ({ modelPath }, { signal }) => examineSystem(session.dependencies, modelPath, signal),
  };
}
