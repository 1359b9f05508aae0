import type { QueryClient } from '@tanstack/react-query';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { CoreClient } from './operation-types.ts';

/** Domains whose answers do not come from the open project. */
const outside: readonly string[] = ['project', 'settings', 'shell', 'system', 'files'];

const queryKey = ['project.info', {}];

/**
 * The core for a page: what commits nothing that `changes.watch` would tell, settings and the list of recent projects, is asked
 * for again after it was changed. After a command that opens, closes, locks or unlocks, the caller goes on once the page knows
 * the new state of the project; other pages learn it by `changes.watch`.
 */
export function withProjectBorder(core: CoreClient, queries: QueryClient): CoreClient {
  return {
    ...core,
    async call(name, input, options) {
      const answer = await core.call(name, input, options);
      if (name.startsWith('settings.set')) await queries.invalidateQueries({ queryKey: ['settings.get'] });
      if (changing.includes(name)) await refreshProject(core, queries);
      return answer;
    },
    async *stream(name, input, options) {
      for await (const item of core.stream(name, input, options)) {
        if (changing.includes(name) && 'type' in item && item.type === 'done') await refreshProject(core, queries);
        yield item;
      }
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

/**
 * Asks what is open, and drops what was read from a project that is closed, locked or no longer the one that is open. What
 * belongs to the project that is open is asked for again, without waiting for the answers.
 */
export async function refreshProject(core: CoreClient, queries: QueryClient): Promise<void> {
  const before = openProject(queries)?.id;
  // An answer that is on its way may be from before the change.
  await queries.cancelQueries({ queryKey });
  const queryFn = (): Promise<ProjectInfo | null> => core.call('project.info', {});
  const project = await queries.fetchQuery({ queryKey, queryFn, staleTime: 0 }).catch(() => null);
  const isShown = project !== null && !project.locked;
  if (!isShown || project.id !== before)
    queries.removeQueries({ predicate: ({ queryKey: [name] }) => !isOutside(name) });
  void queries.invalidateQueries({
    predicate: ({ queryKey: [name] }) => name !== 'project.info' && (isShown || isOutside(name)),
  });
}

/** The project that is open as far as the page knows; null when there is none, or it is not known. */
export function openProject(queries: QueryClient): ProjectInfo | null {
  return queries.getQueryData<ProjectInfo | null>(queryKey) ?? null;
}

function isOutside(name: unknown): boolean {
  return typeof name === 'string' && outside.includes(name.split('.')[0] ?? '');
}
