/** The name of a project: its file without folder and ending. */
export function projectName(path: string): string {
  return fileName(path).replace(/\.pilotlight$/, '');
}

/** The last part of a path, whatever the system it comes from. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
