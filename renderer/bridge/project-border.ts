import type { QueryClient } from '@tanstack/react-query';
import type { CoreClient } from './operation-types.ts';

/** Domains whose answers do not come from the open project. */
const outside: readonly string[] = ['project', 'settings', 'shell', 'system', 'files'];

/**
 * The core for a page: opening, locking and closing a project and changing settings commit nothing that `changes.watch` would
 * tell, so the page asks again after them. What was read from a project is dropped when it is closed or locked.
 */
export function withProjectBorder(core: CoreClient, queries: QueryClient): CoreClient {
  return {
    ...core,
    async call(name, input, options) {
      const answer = await core.call(name, input, options);
      if (name.startsWith('settings.set')) await queries.invalidateQueries({ queryKey: ['settings.get'] });
      if (changesProject(name)) await refresh(queries, name === 'project.lock' || name === 'project.close');
      return answer;
    },
  };
}

const changing: readonly string[] = [
  'project.create',
  'project.open',
  'project.openSample',
  'project.recover',
  'project.close',
  'project.lock',
  'project.unlock',
  'project.forgetRecent',
];

function changesProject(name: string): boolean {
  return changing.includes(name);
}

async function refresh(queries: QueryClient, drop: boolean): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['project.info'] });
  if (drop) queries.removeQueries({ predicate: ({ queryKey: [name] }) => !isOutside(name) });
  else await queries.invalidateQueries();
}

function isOutside(name: unknown): boolean {
  return typeof name === 'string' && outside.includes(name.split('.')[0] ?? '');
}
