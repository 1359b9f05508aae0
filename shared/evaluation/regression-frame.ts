import type { CellValue, Codebook, Variable } from '../domain/codebook.ts';
import { findVariable, hasOptions, numericValue, variablesWithRole } from '../domain/codebook.ts';
import type { FactorLevels, Frame, FrameColumn } from '../statistics/types.ts';
import type { EvaluationItem } from './evaluation-input.ts';
import type { Prepared } from './prepare.ts';

/** Columns for regressions of one side (humans, or the twins of one seed) and the levels of the categorical ones. */
export interface RegressionFrames {
  readonly factors: FactorLevels;
  readonly human: Frame;
  /** Twins; a cell is missing where the human's is, so that both sides use the same people. */
  readonly simulated: (source: number, seed: number) => Frame;
}

/** Columns with the levels of the categorical ones. */
export interface FrameWithLevels {
  readonly frame: Frame;
  readonly factors: FactorLevels;
}

/**
 * Lays columns as imported out as a researcher's data frame: nominal variables as text with the options that occur as
 * levels, binary ones as 0 and 1 (codes where they are 0 and 1, otherwise the position of the option), everything else as
 * its number.
 */
export function sharedColumns(codebook: Codebook, columns: Frame): FrameWithLevels {
  const entries = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    variable: findVariable(codebook, name),
  }));
  return {
    frame: Object.fromEntries(entries.map(({ name, column, variable }) => [name, numberColumn(variable, column)])),
    factors: Object.fromEntries(entries.flatMap(({ column, variable }) => levelsThatOccur(variable, column))),
  };
}

/** The same for answers to items; nominal items keep all their options as levels. */
export function answerColumns(
  items: readonly EvaluationItem[],
  answers: readonly ArrayLike<number>[],
): FrameWithLevels {
  return {
    frame: Object.fromEntries(
      items.map(({ variable }, i) => {
        const byOption = numberColumn(
          variable,
          variable.options.map(({ value }) => value),
        );
        return [variable.name, Array.from(answers[i] ?? [], (answer) => byOption[answer] ?? null)];
      }),
    ),
    factors: Object.fromEntries(
      items.flatMap(({ variable }) =>
        variable.scale === 'nominal' ? [[variable.name, variable.options.map((option) => option.value)]] : [],
      ),
    ),
  };
}

/** The frames of both sides. */
export function regressionFrames(prepared: Prepared): RegressionFrames {
  const { input } = prepared;
  const shared = sharedColumns(input.codebook, input.frame);
  const humans = input.items.map((item) => item.human);
  const own = answerColumns(input.items, humans);
  // A simulated frame is made for every fit, so it holds only what a formula may name.
  const named = input.items.flatMap(({ variable }, i) =>
    input.regressions.some(({ formula }) => formula.includes(variable.name)) ? [i] : [],
  );
  return {
    factors: { ...shared.factors, ...own.factors },
    human: { ...shared.frame, ...own.frame },
    simulated: (source, seed) => {
      const draws = prepared.sources[source]?.source.draws[seed] ?? [];
      const items = named.flatMap((i) => input.items[i] ?? []);
      const answered = named.map((i) =>
        (humans[i] ?? new Int16Array(0)).map((answer, r) => (answer < 0 ? -1 : (draws[i]?.[r] ?? -1))),
      );
      return { ...shared.frame, ...answerColumns(items, answered).frame };
    },
  };
}

/** Names of the weight and cluster columns of the study, if it has them. */
export function designColumns(prepared: Prepared): { readonly weights?: string; readonly clusters?: string } {
  const weights = variablesWithRole(prepared.input.codebook, 'weight')[0]?.name;
  const clusters = variablesWithRole(prepared.input.codebook, 'cluster')[0]?.name;
  return { ...(weights === undefined ? {} : { weights }), ...(clusters === undefined ? {} : { clusters }) };
}

function levelsThatOccur(variable: Variable | undefined, column: FrameColumn): [string, string[]][] {
  if (variable === undefined || variable.scale !== 'nominal' || !hasOptions(variable)) return [];
  const present = new Set(column);
  return [[variable.name, variable.options.map((option) => option.value).filter((value) => present.has(value))]];
}

function numberColumn(variable: Variable | undefined, column: FrameColumn): FrameColumn {
  if (variable === undefined || ['weight', 'cluster', 'id'].includes(variable.role)) {
    return variable?.role === 'weight' ? column.map((value) => (value === null ? null : Number(value))) : column;
  }
  if (variable.scale === 'nominal' || variable.scale === 'text') {
    return column.map((value) => (value === null ? null : String(value)));
  }
  if (variable.scale === 'binary' && hasOptions(variable)) return column.map((value) => zeroOrOne(variable, value));
  return column.map((value) => numericValue(variable, value));
}

function zeroOrOne(variable: Variable, value: CellValue): number | null {
  const codes = variable.options.map((option) => option.value);
  const place = value === null ? -1 : codes.indexOf(String(value));
  if (place < 0) return null;
  return codes.includes('0') && codes.includes('1') ? Number(value) : place;
}
