import type { systemContract } from '../../../shared/contract/system.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { examineSystem } from '../system/examine-system.ts';
import type { Session } from '../session.ts';

export function systemOperations(session: Session): Handlers<typeof systemContract> {
  return { 'system.doctor': () => examineSystem(session.dependencies) };
}
