/** Sentences of the shells: the window, and the local server for a browser. */

export function noDialogsHere(): string {
  return 'This shell has no dialogs of its own. Choose the path in the list of files.';
}

export function folderMissing(path: string): string {
  return `There is no folder ${path}. Check the path, or connect the disk it is on.`;
}

export function folderUnreadable(path: string): string {
  return `The folder ${path} cannot be read. Check that you may read it.`;
}

export function pathNotAbsolute(path: string): string {
  return `"${path}" is not a whole path. Start at the top of the file system.`;
}

export function screensMissing(folder: string): string {
  return `The screens are not built: ${folder} is missing. Build them with: npm run build`;
}

export function portTaken(port: number): string {
  return `Port ${port} of this machine is in use. Choose another with --port, or leave --port out.`;
}

export function serving(address: string): string {
  return `Open this address in a browser on this machine; it works once:\n  ${address}`;
}

export function servingAgain(address: string): string {
  return `Another address that works once:\n  ${address}`;
}

export function howToStopServing(): string {
  return 'No other machine is answered. Jobs go on when the page is closed. Ctrl-C ends the server; what was confirmed is kept.';
}

export function howToServeAgain(): string {
  return 'Enter prints an address for another browser.';
}

export function browserNotOpened(): string {
  return 'No browser could be opened from here; open the address yourself.';
}

export function coreRestarted(reason: string): string {
  return `The core process ended unexpectedly (${reason}) and was started again. Open the project again; what was confirmed is kept.`;
}

export function coreFailedRepeatedly(reason: string): string {
  return `The core process ended several times in a row (${reason}). Restart Pilotlight; what was confirmed is kept.`;
}

export function electronMissing(path: string): string {
  return `The window needs Electron's program, which is not at ${path}; the screens are shown in the browser instead.`;
}

export function windowEnded(how: string): string {
  return `The window ended unexpectedly (${how}). Start it again; what was confirmed is kept.`;
}

export function buildFailed(config: string, output: string): string {
  return `The screens could not be built with ${config}. Correct what the bundler says and start again:\n${output}`;
}
