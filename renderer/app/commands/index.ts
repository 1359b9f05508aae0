import { cancelJobs } from './cancel-jobs.ts';
import { closeProject } from './close-project.ts';
import type { Command } from './command.ts';
import { goToStep } from './go-to-step.ts';
import { lockProject } from './lock-project.ts';
import { openPalette } from './open-palette.ts';
import { openRecipe } from './open-recipe.ts';
import { openSettings } from './open-settings.ts';
import { redoEdit } from './redo-edit.ts';
import { saveRecipe } from './save-recipe.ts';
import { showAudit } from './show-audit.ts';
import { showHelp } from './show-help.ts';
import { showNetwork } from './show-network.ts';
import { showProject } from './show-project.ts';
import { showShortcuts } from './show-shortcuts.ts';
import { toggleJobs } from './toggle-jobs.ts';
import { toggleRail } from './toggle-rail.ts';
import { undoEdit } from './undo-edit.ts';

/** The commands that need no project. */
export const startCommands: readonly Command[] = [openPalette, showHelp, openSettings, showNetwork, showShortcuts];

/** Every command of the workspace, in the order of the palette. */
export const commands: readonly Command[] = [
  ...goToStep,
  openPalette,
  showHelp,
  undoEdit,
  redoEdit,
  toggleJobs,
  cancelJobs,
  toggleRail,
  openRecipe,
  saveRecipe,
  showProject,
  showAudit,
  openSettings,
  showNetwork,
  showShortcuts,
  lockProject,
  closeProject,
];
