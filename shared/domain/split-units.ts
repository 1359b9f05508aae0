import type { Answers, Codebook } from './codebook.ts';
import { variablesWithRole } from './codebook.ts';
import type { SplitSettings, SplitUnit } from './split.ts';

/** Respondents or clusters with their stratum; a missing value is a stratum of its own. */
export function splitUnits(
  people: readonly { readonly row: number; readonly answers: Answers }[],
  codebook: Codebook,
  settings: SplitSettings,
): SplitUnit[] {
  const cluster = settings.unit === 'cluster' ? variablesWithRole(codebook, 'cluster')[0]?.name : undefined;
  const stratumOf = (answers: Answers): string =>
    JSON.stringify(settings.stratify.map((name) => answers[name] ?? null));
  if (cluster === undefined) return people.map(({ row, answers }) => ({ rows: [row], stratum: stratumOf(answers) }));
  const units = new Map<string, { rows: number[]; stratum: string }>();
  for (const { row, answers } of people) {
    const value = answers[cluster] ?? null;
    // A respondent without a cluster is a cluster alone.
    const key = value === null ? `row ${row}` : `cluster ${String(value)}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { rows: [row], stratum: stratumOf(answers) });
    else unit.rows.push(row);
  }
  return [...units.values()];
}
