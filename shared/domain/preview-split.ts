import { PilotlightError } from '../errors.ts';
import { smallGroupWarning, splitStratumSpread } from '../messages/split-messages.ts';
import type { CellValue, Codebook, Variable } from './codebook.ts';
import { findVariable, variablesWithRole } from './codebook.ts';
import type { Assignment, Part, SplitSettings } from './split.ts';
import { assignParts, countParts, partLabels, parts, usedParts } from './split.ts';
import type { AnswerColumns } from './split-units.ts';
import { unitsOfColumns } from './split-units.ts';

type Counts = Record<Part, number>;

export interface SplitGroup {
  readonly variable: string;
  readonly label: string;
  readonly use: 'arm' | 'stratum' | 'subgroup';
  /** `value` null: missing. */
  readonly values: readonly { readonly value: string | null; readonly label: string; readonly counts: Counts }[];
}

export interface PreviewedSplit {
  readonly total: number;
  readonly counts: Counts | null;
  /** Why the split is impossible. */
  readonly problem: string | null;
  readonly strata: number;
  readonly groups: readonly SplitGroup[];
  readonly warnings: readonly string[];
}

/** Fewer respondents of a group in a part are worth a warning. */
const smallCell = 10;

/**
 * What a split would give: respondents per part, and per part for every treatment, stratifying variable and subgroup. The
 * draw is the one that the split itself makes.
 */
export function previewSplit(
  people: AnswerColumns,
  codebook: Codebook,
  settings: SplitSettings,
  subgroups: readonly string[],
): PreviewedSplit {
  const units = unitsOfColumns(people, codebook, settings);
  const strata = new Set(units.map(({ stratum }) => stratum)).size;
  const total = people.rows.length;
  let assignment: Assignment;
  try {
    assignment = assignParts(units, settings);
  } catch (error) {
    if (!(error instanceof PilotlightError)) throw error;
    return { total, counts: null, problem: error.message, strata, groups: [], warnings: [] };
  }
  const partOf = people.rows.map((row) => assignment.get(row) ?? 'reserve');
  const groups = shownVariables(codebook, settings, subgroups).map(({ variable, use }): SplitGroup => {
    const { name, label } = variable;
    return { variable: name, label, use, values: countValues(people.values.get(name) ?? [], variable, partOf) };
  });
  const counts = countParts(assignment);
  return { total, counts, problem: null, strata, groups, warnings: warningsOf(groups, counts, strata) };
}

/** Names of the variables that `previewSplit` reads of every respondent. */
export function previewedVariables(
  codebook: Codebook,
  settings: SplitSettings,
  subgroups: readonly string[],
): string[] {
  const shown = shownVariables(codebook, settings, subgroups).map(({ variable }) => variable.name);
  return [...new Set([...shown, ...variablesWithRole(codebook, 'cluster').map(({ name }) => name)])];
}

function shownVariables(
  codebook: Codebook,
  settings: SplitSettings,
  subgroups: readonly string[],
): { variable: Variable; use: SplitGroup['use'] }[] {
  const arms = variablesWithRole(codebook, 'treatment').map((variable) => ({ variable, use: 'arm' as const }));
  const named = (names: readonly string[], use: SplitGroup['use']): { variable: Variable; use: SplitGroup['use'] }[] =>
    names.flatMap((name) => {
      const variable = findVariable(codebook, name);
      return variable === undefined || variable.options.length === 0 ? [] : [{ variable, use }];
    });
  const all = [...arms, ...named(settings.stratify, 'stratum'), ...named(subgroups, 'subgroup')];
  return all.filter(({ variable }, index) => all.findIndex((one) => one.variable.name === variable.name) === index);
}

function countValues(answers: readonly CellValue[], variable: Variable, partOf: readonly Part[]): SplitGroup['values'] {
  const byAnswer = new Map<CellValue, Counts>();
  for (const [index, answer] of answers.entries()) {
    const counts = byAnswer.get(answer) ?? emptyCounts();
    counts[partOf[index] ?? 'reserve'] += 1;
    byAnswer.set(answer, counts);
  }
  const byValue = new Map<string | null, Counts>(variable.options.map(({ value }) => [value, emptyCounts()]));
  for (const [answer, found] of byAnswer) {
    const value = answer === null ? null : String(answer);
    const counts = byValue.get(value) ?? emptyCounts();
    for (const part of parts) counts[part] += found[part];
    byValue.set(value, counts);
  }
  const labels = new Map(variable.options.map(({ value, label }) => [value, label]));
  return [...byValue].map(([value, counts]) => ({
    value,
    label: value === null ? 'no answer' : (labels.get(value) ?? value),
    counts,
  }));
}

function warningsOf(groups: readonly SplitGroup[], counts: Counts, strata: number): string[] {
  const used = usedParts.filter((part) => counts[part] > 0);
  const small = groups.flatMap(({ label, values }) =>
    values.flatMap((value) => {
      const cells = used
        .map((part) => ({ part: partLabels[part], n: value.counts[part] }))
        .filter(({ n }) => n > 0 && n < smallCell);
      return cells.length === 0 ? [] : [smallGroupWarning(label, value.label, cells)];
    }),
  );
  const pilot = counts['pilot-train'];
  return strata > 1 && pilot < strata
    ? [splitStratumSpread(strata, partLabels['pilot-train'], pilot), ...small]
    : small;
}

function emptyCounts(): Counts {
  return countParts(new Map());
}
