import { formatCount, formatEstimate } from './format-number.ts';
import type { RectificationBlock, TargetKind } from './rectification-results.ts';
import { targetKinds } from './rectification-results.ts';
import type { Estimate, EvaluationResults, SourceSummary } from './results.ts';

/** The numbers that a run ends with: a column for the humans and for every source, a row a measure. JSON-safe. */
export interface SummaryTable {
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly { readonly id: string; readonly label: string; readonly cells: readonly string[] }[];
}

const none = '–';

interface MeasureRow {
  readonly id: string;
  readonly label: string;
  readonly human: string;
  readonly of: (source: SourceSummary) => string;
}

/**
 * The short table of an evaluation: likelihood, distance with the human-human distance in the human column, structures,
 * belief-action gap, recovery of significant signs with that of two human samples in the human column, and how much shorter than those of the humans alone rectified intervals
 * are. Models come first, then rectified estimates and baselines.
 */
export function summaryTable(results: EvaluationResults): SummaryTable {
  const sources = [...results.sources].sort((a, b) => rank(a) - rank(b));
  const measures = [
    ...likelihoodRows(results),
    ...distanceRows(results, sources),
    ...structureRows(results),
    ...coherenceRows(results),
    ...recoveryRows(results),
    ...averageEffectRows(results),
    ...widthRows(results.rectification, 'rectified'),
    ...widthRows(results.crossFit, 'cross-fit'),
  ];
  return {
    columns: [{ id: 'human', label: 'human sample' }, ...sources.map(({ id, label }) => ({ id, label }))],
    rows: measures.map(({ id, label, human, of }) => ({ id, label, cells: [human, ...sources.map(of)] })),
  };
}

function rank({ kind }: SourceSummary): number {
  return { base: 0, adapted: 1, rectified: 2, baseline: 3 }[kind];
}

function rowOf<Row extends { readonly source: string }>(
  rows: readonly Row[],
  write: (row: Row) => string,
): MeasureRow['of'] {
  return ({ id }) => {
    const row = rows.find(({ source }) => source === id);
    return row === undefined ? none : write(row);
  };
}

function likelihoodRows({ likelihood }: EvaluationResults): MeasureRow[] {
  const of = rowOf(likelihood.overall, (row) => formatEstimate(row.negativeLogLikelihood));
  return [{ id: 'negative-log-likelihood', label: 'Negative log likelihood, nats', human: none, of }];
}

function distanceRows({ divergence }: EvaluationResults, sources: readonly SourceSummary[]): MeasureRow[] {
  const overall = divergence.summary.find(({ group }) => group === null);
  if (overall === undefined) return [];
  // The human column shows what the models are held against; the second row has each source against its own.
  const ceiling: Estimate = sources[0]?.regime === 'exact' ? overall.exactCeiling : overall.ceiling;
  return [
    {
      id: 'jensen-shannon',
      label: 'Jensen-Shannon distance, all items',
      human: formatEstimate(ceiling),
      of: rowOf(overall.sources, ({ jensenShannon }) => formatEstimate(jensenShannon.distance)),
    },
    {
      id: 'jensen-shannon-excess',
      label: '  without sampling noise',
      human: none,
      of: rowOf(overall.sources, ({ jensenShannon }) => formatEstimate(jensenShannon.excess)),
    },
  ];
}

function structureRows({ heterogeneity: { structures } }: EvaluationResults): MeasureRow[] {
  if (structures === null) return [];
  const label = `Belief structures, n = ${formatCount(structures.n)}`;
  const human = formatEstimate(structures.human.unique, 'count');
  const of = rowOf(structures.sources, (row) => formatEstimate(row.unique, 'count'));
  return [{ id: 'structures', label, human, of }];
}

function coherenceRows({ coherence }: EvaluationResults): MeasureRow[] {
  if (coherence === null) return [];
  const human = formatEstimate(coherence.human.gap, 'percent');
  const of = rowOf(coherence.sources, (row) => formatEstimate(row.gap, 'percent'));
  return [{ id: 'belief-action-gap', label: 'Belief-action gap', human, of }];
}

function recoveryRows({ regressions }: EvaluationResults): MeasureRow[] {
  if (regressions === null) return [];
  return [
    {
      id: 'f1',
      label: 'F1 of significant signs',
      human: regressions.ceiling === undefined ? none : formatEstimate(regressions.ceiling.f1),
      of: rowOf(regressions.overall, ({ recovery }) => formatEstimate(recovery.f1)),
    },
    {
      id: 'recovery-counts',
      label: 'TP / FP / FN / TN, flipped',
      human: none,
      of: rowOf(regressions.overall, ({ recovery }) => {
        const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped } = recovery;
        const counts = [truePositives, falsePositives, falseNegatives, trueNegatives].map(formatCount).join(' / ');
        return `${counts}, ${formatCount(flipped)}`;
      }),
    },
  ];
}

function averageEffectRows({ effects, regressions }: EvaluationResults): MeasureRow[] {
  const rows = regressions === null ? [] : (effects?.averageEffects ?? []);
  if (rows.length === 0) return [];
  return [
    {
      id: 'average-effects',
      label: 'Effects in human interval',
      human: none,
      of: ({ id }) => {
        const inside = rows.filter(({ human, sources }) => {
          const value = sources.find(({ source }) => source === id)?.effect.value ?? null;
          const { low, high } = human.effect;
          return value !== null && low !== null && high !== null && value >= low && value <= high;
        });
        return `${formatCount(inside.length)} of ${formatCount(rows.length)}`;
      },
    },
  ];
}

const targetNames: Readonly<Record<TargetKind, string>> = {
  mean: 'means',
  share: 'shares',
  effect: 'effects',
  coefficient: 'coefficients',
};

/** Medians of the widths of rectified intervals in units of those of the humans alone, a row a kind of estimate. */
function widthRows(block: RectificationBlock | undefined, how: 'rectified' | 'cross-fit'): MeasureRow[] {
  return targetKinds.flatMap((kind) => {
    const own = (block?.summary ?? []).filter((gain) => gain.kind === kind);
    if (own.length === 0) return [];
    const of = rowOf(own, ({ widthRatio }) => formatEstimate(widthRatio));
    const name = how === 'rectified' ? 'Rectified' : 'Cross-fit';
    return [{ id: `${how}-${kind}`, label: `${name} ${targetNames[kind]}, width`, human: '1', of }];
  });
}

interface TextColumn {
  /** The label, broken so that it is no wider than the cells where its words allow it. */
  readonly heading: readonly string[];
  readonly cells: readonly string[];
  readonly width: number;
}

/**
 * The table as text with aligned columns, no line wider than `width` where the words allow it: further sources follow in
 * blocks that repeat the first column. Lines have no trailing blanks.
 */
export function renderSummaryTable(table: SummaryTable, width = 100): string {
  const labels = table.rows.map(({ label }) => label);
  const first = { heading: [''], cells: labels, width: Math.max(0, ...labels.map(displayWidth)) };
  const blocks: TextColumn[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const [index, { label }] of table.columns.entries()) {
    const column = textColumn(
      label,
      table.rows.map(({ cells }) => cells[index] ?? ''),
    );
    if (used + 2 + column.width > width) {
      blocks.push([first]);
      used = first.width;
    }
    blocks.at(-1)?.push(column);
    used += 2 + column.width;
  }
  return blocks.map(renderBlock).join('\n\n');
}

function textColumn(label: string, cells: readonly string[]): TextColumn {
  const words = label.split(' ');
  const width = Math.max(...[...cells, ...words].map(displayWidth));
  const heading: string[] = [];
  for (const word of words) {
    const longer = heading.length === 0 ? word : `${heading.at(-1) ?? ''} ${word}`;
    if (heading.length > 0 && displayWidth(longer) <= width) heading[heading.length - 1] = longer;
    else heading.push(word);
  }
  return { heading, cells, width };
}

function renderBlock(columns: readonly TextColumn[]): string {
  const line = (of: (column: TextColumn) => string): string =>
    columns
      .map((column) => padEnd(of(column), column.width))
      .join('  ')
      .trimEnd();
  const headingLines = Math.max(...columns.map(({ heading }) => heading.length));
  const headings = Array.from({ length: headingLines }, (_, index) =>
    // Labels of one line stand next to the numbers.
    line(({ heading }) => heading[index - (headingLines - heading.length)] ?? ''),
  );
  const rows = (columns[0]?.cells ?? []).map((_, row) => line(({ cells }) => cells[row] ?? ''));
  return [...headings, line(({ width }) => '─'.repeat(width)), ...rows].join('\n');
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Cells that a text takes in a terminal: 0 for combining and format characters, 2 for full-width ones. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\p{Mark}\p{Cf}\p{Cc}]/u.test(character)) continue;
    width +=
      /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
