/** Sentences and labels of the desktop window's own menu and dialogs. */

export const quitWhileWorking = {
  message: 'A job is running.',
  detail:
    'Quitting stops it. What was confirmed is kept, and it can be resumed the next time the project is opened. Closing the window locks the project and lets the job go on; the window comes back when the job ends, or when Pilotlight is started again.',
  stay: 'Keep the window open',
  hide: 'Close the window, keep working',
  quit: 'Stop the job and quit',
} as const;

export const coreGone = {
  title: 'The core process ended',
  restarted: 'It was started again. Open the project again; what was confirmed is kept.',
  givenUp: 'It ended several times in a row. Restart Pilotlight; what was confirmed is kept.',
} as const;

export function startFailed(reason: string): string {
  return `Pilotlight could not start: ${reason}`;
}

/** Labels of the menu; items that the system names itself are not among them. */
export const menuLabels = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  undoEdit: 'Undo the last edit of the codebook',
  redoEdit: 'Redo the edit of the codebook',
  openRecipe: 'Open a recipe…',
  saveRecipe: 'Save the study as a recipe…',
  project: 'Facts of the project',
  audit: 'Audit log',
  closeProject: 'Close project',
  lockProject: 'Lock project',
  settings: 'Settings…',
  palette: 'All commands…',
  rail: 'Show or hide the rail',
  jobs: 'Show or hide the jobs',
  network: 'Privacy: what was asked, refused and checked',
  pages: 'Help on this step',
  shortcuts: 'Keyboard shortcuts',
} as const;

/** Names of kinds of files in a dialog. */
export function fileFilterName(extensions: readonly string[]): string {
  return `${extensions.map((extension) => `.${extension}`).join(', ')} files`;
}

export const allFiles = 'All files';
