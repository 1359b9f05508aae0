import { type SideFit, isFitted } from './regression-fits.ts';
import type { SeedWarning } from './regression-results.ts';

/**
 * What the fits of a source warn of, over its seeds, without what the human fit warns of in the same words. Columns that
 * merely miss a level need no word.
 */
export function seedWarnings(human: SideFit, seeds: readonly SideFit[]): SeedWarning[] {
  const known = new Set(isFitted(human) ? human.fit.warnings.map(({ code, detail }) => `${code}: ${detail}`) : []);
  const found = new Map<string, { seeds: number; details: Set<string> }>();
  for (const seed of seeds) {
    const warnings = isFitted(seed) ? seed.fit.warnings : [{ code: 'failed' as const, detail: seed.failure }];
    const own = warnings.filter(({ code, detail }) => code !== 'empty-level' && !known.has(`${code}: ${detail}`));
    for (const code of new Set(own.map((warning) => warning.code))) {
      const entry = found.get(code) ?? { seeds: 0, details: new Set<string>() };
      entry.seeds += 1;
      for (const warning of own) if (warning.code === code) entry.details.add(warning.detail);
      found.set(code, entry);
    }
  }
  return [...found].map(([code, { seeds: count, details }]) => ({
    code,
    detail: [...details].join('; '),
    seeds: count,
  }));
}
