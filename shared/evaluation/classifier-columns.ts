import { findVariable, hasOptions, variablesWithRole } from '../domain/codebook.ts';
import type { FrameColumn } from '../statistics/types.ts';
import type { AnswerScore } from './answer-scores.ts';
import type { Prepared } from './prepare.ts';
import { sharedColumns } from './regression-frame.ts';

/** A numeric column of the classifier, for one side. */
export interface ClassifierColumn {
  readonly name: string;
  readonly label: string;
  readonly values: FrameColumn;
}

/** Up to this many ordered items every pair gets a product; above, only pairs with an action. */
const mostPaired = 10;

/**
 * What the classifier sees of one side: the persona and the arm; an indicator per answer option, so that too little or too
 * much spread shows; and products of centred answers with each other and with arms and subgroups, so that broken relations
 * show although the classifier is linear. Both sides are centred at the human means.
 *
 * @param answers by item; -1 is missing
 */
export function classifierColumns(
  prepared: Prepared,
  scores: readonly AnswerScore[],
  answers: readonly Int16Array[],
): ClassifierColumn[] {
  const people = personColumns(prepared);
  const indicators = prepared.items.flatMap(({ variable }, i) =>
    variable.options.map((option, k) => ({
      name: `answer:${variable.name}=${option.value}`,
      label: `${variable.label}: ${option.label}`,
      values: Array.from(answers[i] ?? [], (answer) => (answer < 0 ? null : answer === k ? 1 : 0)),
    })),
  );
  const centred = scores.flatMap((score) => centredColumn(prepared, score, answers));
  return [...people.all, ...indicators, ...pairProducts(prepared, centred), ...groupProducts(people.groups, centred)];
}

interface CentredColumn {
  readonly item: number;
  readonly name: string;
  readonly label: string;
  readonly action: boolean;
  readonly values: readonly (number | null)[];
}

/** Ordered items only: products of the indicators of nominal ones would be too many. */
function centredColumn(prepared: Prepared, score: AnswerScore, answers: readonly Int16Array[]): CentredColumn[] {
  const item = prepared.items[score.item];
  if (item === undefined || score.option !== null) return [];
  const known = Array.from(item.human).filter((answer) => answer >= 0);
  const mean = known.reduce((sum, answer) => sum + (score.values[answer] ?? 0), 0) / known.length;
  const values = Array.from(answers[score.item] ?? [], (answer) =>
    answer < 0 ? null : (score.values[answer] ?? 0) - mean,
  );
  return [
    {
      item: score.item,
      name: score.name,
      label: score.label,
      action: item.variable.role === 'action',
      values,
    },
  ];
}

function pairProducts(prepared: Prepared, columns: readonly CentredColumn[]): ClassifierColumn[] {
  const everyPair = prepared.items.length <= mostPaired;
  return columns.flatMap((a, i) =>
    columns
      .slice(i + 1)
      .flatMap((b) =>
        everyPair || a.action || b.action
          ? [product(`${a.name}×${b.name}`, `${a.label} × ${b.label}`, a.values, b.values)]
          : [],
      ),
  );
}

function groupProducts(groups: readonly ClassifierColumn[], columns: readonly CentredColumn[]): ClassifierColumn[] {
  return groups.flatMap((group) =>
    columns.map((column) =>
      product(`${column.name}×${group.name}`, `${column.label} × ${group.label}`, column.values, group.values),
    ),
  );
}

function product(name: string, label: string, a: FrameColumn, b: FrameColumn): ClassifierColumn {
  const values = a.map((value, row) => {
    const other = b[row] ?? null;
    return value === null || other === null ? null : Number(value) * Number(other);
  });
  return { name, label, values };
}

/** Persona and treatment as numbers, categories as indicators; `groups` are arms and the subgroups of the evaluation. */
function personColumns(prepared: Prepared): { all: ClassifierColumn[]; groups: ClassifierColumn[] } {
  const { codebook, frame, settings } = prepared.input;
  const grouped = new Set([...settings.subgroups, ...variablesWithRole(codebook, 'treatment').map(({ name }) => name)]);
  const names = new Set([...variablesWithRole(codebook, 'persona', 'treatment').map(({ name }) => name), ...grouped]);
  const numbers = sharedColumns(codebook, frame).frame;
  const all: ClassifierColumn[] = [];
  const groups: ClassifierColumn[] = [];
  for (const name of names) {
    const column = frame[name];
    if (column === undefined) continue;
    const variable = findVariable(codebook, name);
    const label = variable?.label ?? name;
    const listed = variable !== undefined && hasOptions(variable) ? variable.options : [];
    const indicators = listed.map((option) => ({
      name: `${name}=${option.value}`,
      label: `${label}: ${option.label}`,
      values: column.map((value) => (value === null ? null : String(value) === option.value ? 1 : 0)),
    }));
    // One of the indicators follows from the others.
    if (grouped.has(name)) groups.push(...indicators.slice(1));
    const asNumber = { name, label, values: numbers[name] ?? column };
    const numeric = asNumber.values.every((value) => value === null || typeof value === 'number');
    all.push(...(numeric ? [asNumber] : indicators));
  }
  return { all, groups };
}
