// oxlint-disable-next-line typescript/triple-slash-reference -- declares import.meta.glob, also where tests are checked; an import cannot
/// <reference types="vite/client" />
import { readPage } from './read-page.ts';
import type { Page } from './read-page.ts';

export interface HelpPage extends Page {
  /** Path below `docs`, such as `steps/1-data.md`. */
  readonly path: string;
}

export interface HelpPlace {
  readonly path: string;
  /** Id of a heading; null: the top. */
  readonly heading: string | null;
}

const order = ['recipe.md', 'results.md', 'irb.md', 'privacy.md'];

const texts: Readonly<Record<string, string>> = import.meta.glob<string>(
  ['../../../docs/steps/*.md', '../../../docs/{recipe,results,irb,privacy}.md'],
  { query: '?raw', import: 'default', eager: true },
);

/** The pages that are shown in the window: the eight steps, then what they refer to. They become part of the bundle when it is built. */
export const helpPages: readonly HelpPage[] = Object.entries(texts)
  .map(([path, text]) => ({ path: path.replace('../../../docs/', ''), ...readPage(text) }))
  .sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path) || a.path.localeCompare(b.path));

/** The page about a step by the step's address, such as `/data`; the first page for any other address. */
export function pageOfStep(address: string): string {
  const found = helpPages.find(({ path }) => path.endsWith(`-${address.replace('/', '')}.md`));
  return (found ?? helpPages[0])?.path ?? '';
}

/** Where a link of a page leads within these pages, or null when it leads to something else. */
export function placeOfLink(from: string, target: string): HelpPlace | null {
  const [file = '', heading = ''] = target.split('#');
  const path = file === '' ? from : join(from, file);
  if (!helpPages.some((page) => page.path === path)) return null;
  return { path, heading: heading === '' ? null : heading };
}

function join(from: string, file: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of file.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
