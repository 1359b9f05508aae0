/** What the files of a report folder are, by name. */
const contents: Readonly<Record<string, string>> = {
  'report.html': 'the report as one page, for reading and printing',
  'results.json': 'all released numbers, for other programs',
  'tables.html': 'tables in APA style, for the browser',
  'tables.docx': 'tables in APA style, for Word',
  'reproduce.R': 'R script that computes the numbers again from exported rows',
  'reproduce.py': 'Python script that computes the numbers again from exported rows',
  'manifest.json': 'hashes, seeds and versions: what was written from what',
};

/** What a file of the report folder holds; empty for one that is not known here. */
export function contentOf(file: string): string {
  return contents[file] ?? '';
}

/** The files with the manifest, which lists the others and not itself. */
export function allFiles(files: readonly string[]): string[] {
  return files.includes('manifest.json') ? [...files] : [...files, 'manifest.json'];
}

/** A folder beside the project file for its report. */
export function proposedFolder(projectPath: string): string {
  const end = Math.max(projectPath.lastIndexOf('/'), projectPath.lastIndexOf('\\'));
  if (end < 0) return '';
  return `${projectPath.slice(0, end)}${projectPath.charAt(end)}report`;
}
