import type { Job } from '../../../shared/contract/jobs.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import type { Step } from '../steps.ts';

/** Windows above the workspace. */
export type Panel =
  'palette' | 'help' | 'settings' | 'network' | 'shortcuts' | 'project' | 'audit' | 'open-recipe' | 'save-recipe';

/** What a command can see and do. */
export interface CommandContext {
  readonly core: CoreClient;
  readonly runningJobs: readonly Job[];
  readonly goTo: (path: Step['path']) => void;
  readonly openPanel: (panel: Panel) => void;
  readonly toggleRail: () => void;
  readonly toggleJobs: () => void;
}

/** An action that can be reached from palette, menu and keyboard. */
export interface Command {
  readonly name: string;
  /** A verb with its object. */
  readonly label: string;
  /** Such as `Mod+K`; `Mod` is Command on a Mac and Control elsewhere. Null: none. */
  readonly shortcut: string | null;
  readonly isAvailable: (context: CommandContext) => boolean;
  readonly perform: (context: CommandContext) => void | Promise<unknown>;
}
