import type { Job } from '../../../shared/contract/jobs.ts';
import type { CoreClient } from '../../bridge/operation-types.ts';
import type { StepEdits } from '../../bridge/workspace-requests.ts';
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
  /** Edits that can be taken back where one is; null where nothing is edited. */
  readonly edits: () => StepEdits | null;
  /** Tells why a command could not be performed. */
  readonly fail: (fault: Error) => void;
}

/** An action that can be reached from palette, menu and keyboard. */
export interface Command {
  readonly name: string;
  /** A verb with its object. */
  readonly label: string;
  /** Such as `Mod+K`; `Mod` is Command on a Mac and Control elsewhere. Null: none. */
  readonly shortcut: string | null;
  /** True where the keys mean something of their own in a text field, which then keeps them. */
  readonly leavesTextAlone?: true;
  readonly isAvailable: (context: CommandContext) => boolean;
  readonly perform: (context: CommandContext) => void | Promise<unknown>;
}
