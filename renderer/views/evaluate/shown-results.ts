import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import type { EvaluateView } from './evaluate-view.ts';

/**
 * The results without the sources and questions that are not to be shown. Numbers that were computed over all questions
 * stay what they are. At least one source and one question remain.
 */
export function shownResults(
  results: EvaluationResults,
  { items, sources }: Pick<EvaluateView, 'items' | 'sources'>,
): EvaluationResults {
  const hiddenSources = leftOut(
    results.sources.map(({ id }) => id),
    sources,
  );
  const hiddenItems = leftOut(
    results.sample.items.map(({ name }) => name),
    items,
  );
  if (hiddenSources.size === 0 && hiddenItems.size === 0) return results;
  const { headline, verdicts, definitions, warnings, ...numbers } = results;
  const pruned = prune(numbers, (entry) => {
    const has = (name: string, hidden: ReadonlySet<string>): boolean => {
      const value = entry[name];
      return typeof value === 'string' && hidden.has(value);
    };
    return !has('source', hiddenSources) && !has('against', hiddenSources) && !has('item', hiddenItems);
  });
  const parsed = evaluationResultsSchema.parse({ ...asObject(pruned), headline, verdicts, definitions, warnings });
  return {
    ...parsed,
    sources: results.sources.filter(({ id }) => !hiddenSources.has(id)),
    sample: { ...parsed.sample, items: results.sample.items.filter(({ name }) => !hiddenItems.has(name)) },
  };
}

function leftOut(all: readonly string[], shown: readonly string[] | null): ReadonlySet<string> {
  if (shown === null || !all.some((name) => shown.includes(name))) return new Set();
  return new Set(all.filter((name) => !shown.includes(name)));
}

type Entry = Readonly<Record<string, unknown>>;

/** A copy in which the lists lack the entries that are not kept, at any depth. */
function prune(value: unknown, keep: (entry: Entry) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => (isEntry(one) && !keep(one) ? [] : [prune(one, keep)]));
  }
  if (!isEntry(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, prune(one, keep)]));
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Entry {
  return isEntry(value) ? value : {};
}
