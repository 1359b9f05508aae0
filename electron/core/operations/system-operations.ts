import type { systemContract } from '../../../shared/contract/system.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';
import { demonstrationModel } from '../system/demonstration-model.ts';
import { examineSystem } from '../system/examine-system.ts';

export function systemOperations(session: Session): Handlers<typeof systemContract> {
  return {
    'system.doctor'({ modelPath }, { signal }) {
      const { dependencies } = session;
      const tried = modelPath ?? demonstrationModel(dependencies.paths.resources);
      return examineSystem(dependencies, tried, signal);
    },
  };
}
