import type { Answers, CellValue, Variable } from '../../../shared/domain/codebook.ts';
import { optionIndex } from '../../../shared/domain/codebook.ts';
import type { PilotRows } from '../../../shared/evaluation/evaluation-input.ts';
import type { Frame } from '../../../shared/statistics/types.ts';

interface Person {
  readonly row: number;
  readonly answers: Answers;
}

/** Humans column by column, in the order of `people`: the answers to `items` as option indices, the rest of `kept` as a frame. */
export function peopleColumns(
  kept: readonly Variable[],
  items: readonly Variable[],
  people: readonly Person[],
): PilotRows {
  const columns = kept.filter(({ role }) => role !== 'belief' && role !== 'action');
  return {
    n: people.length,
    frame: toFrame(columns, people),
    answers: items.map((item) => toIndices(item, people)),
  };
}

function toFrame(variables: readonly Variable[], people: readonly Person[]): Frame {
  return Object.fromEntries(
    variables.map(({ name }) => [name, people.map(({ answers }): CellValue => answers[name] ?? null)]),
  );
}

function toIndices(variable: Variable, people: readonly Person[]): Int16Array {
  return Int16Array.from(people, ({ answers }) => optionIndex(variable, answers[variable.name] ?? null));
}
