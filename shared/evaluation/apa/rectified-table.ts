import { formatCount } from '../format-number.ts';
import {
  type RectificationBlock,
  type RectificationTarget,
  type TargetKind,
  targetKinds,
} from '../rectification-results.ts';
import type { EvaluationResults, SourceSummary } from '../results.ts';
import type { ApaDraft, ApaRow } from './apa-table.ts';
import {
  cellsRow,
  estimateWriter,
  intervalLabel,
  modelsOf,
  noNumber,
  numberColumns,
  textColumn,
  withoutZero,
} from './apa-table.ts';

const kindTitles: Readonly<Record<TargetKind, string>> = {
  mean: 'Means',
  share: 'Shares of options',
  effect: 'Treatment effects',
  coefficient: 'Coefficients',
};

/** Estimates rectified with the twins of every model, by rectification humans and by folds; a table each. */
export function rectifiedTables(results: EvaluationResults): ApaDraft[] {
  const { rectification, crossFit } = results;
  return [
    tableOf(results, rectification, {
      id: 'rectified-estimates',
      title: 'Estimates from humans alone and rectified with simulated answers',
      humans: 'the rectification humans',
    }),
    tableOf(results, crossFit, {
      id: 'cross-fitted-estimates',
      title: 'Estimates from humans alone and cross-fitted with simulated answers',
      humans: 'the humans who tuned the model, each with a twin of an adapter that has not seen them',
    }),
  ].filter((draft) => draft !== null);
}

interface Words {
  readonly id: string;
  readonly title: string;
  readonly humans: string;
}

function tableOf(
  results: EvaluationResults,
  block: Omit<RectificationBlock, 'summary'> | undefined,
  { id, title, humans }: Words,
): ApaDraft | null {
  const targets = block?.targets.filter(({ coefficient }) => coefficient?.intercept !== true) ?? [];
  if (block === undefined || targets.length === 0) return null;
  const used = new Set(targets.flatMap(({ sources }) => sources.map(({ source }) => source)));
  const models = modelsOf(results).filter((model) => used.has(model.id));
  const interval = intervalLabel(results.settings.level);
  return {
    id,
    title,
    columns: [
      textColumn('Estimate'),
      ...numberColumns(null, ['n', `Humans alone [${interval}]`]),
      ...models.flatMap(({ label }) => numberColumns(label, [`Rectified [${interval}]`, 'λ', 'Effective n'])),
      ...numberColumns(null, [`Check [${interval}]`]),
    ],
    rows: targetKinds.flatMap((kind): ApaRow[] => {
      const own = targets.filter((target) => target.kind === kind);
      if (own.length === 0) return [];
      return [{ kind: 'panel', label: kindTitles[kind] }, ...own.map((target) => targetRow(target, models))];
    }),
    note: [
      `Prediction-powered estimates (PPI++; Angelopoulos et al., 2023) with ${formatCount(block.humans)} humans, ${humans}, and the twins of ${formatCount(block.twins)} evaluation humans.`,
      varianceNote(results.sample),
      'λ = weight of the simulated answers, 0 where they are ignored; effective n = humans that alone would give the rectified precision.',
      'Check = the same from the evaluation humans, whose answers no rectified estimate uses.',
    ].join(' '),
  };
}

/** How intervals were made, by the design of the sample. */
function varianceNote({ weighted, clusters, respondents }: EvaluationResults['sample']): string {
  const clustered = clusters < respondents;
  const variances = clustered
    ? 'with variances of sums over clusters and as many degrees of freedom as clusters less one, of Welch and Satterthwaite where variances are added'
    : 'with unbiased variances, of Welch and Satterthwaite where variances are added; coefficients with heteroskedasticity-robust variances';
  return `CI = confidence interval by Student’s t ${variances}.${weighted ? ' Humans and twins are weighted.' : ''}`;
}

function targetRow(target: RectificationTarget, models: readonly SourceSummary[]): ApaRow {
  const own = models.map(({ id }) => target.sources.find(({ source }) => source === id));
  const write = estimateWriter([target.human, target.check, ...own.map((source) => source?.rectified)]);
  return cellsRow([
    target.label,
    formatCount(target.human.n),
    write(target.human),
    ...own.flatMap((source) =>
      source === undefined
        ? [noNumber, noNumber, noNumber]
        : [
            write(source.rectified),
            withoutZero(source.lambda),
            source.effectiveSampleSize === null ? noNumber : formatCount(Math.round(source.effectiveSampleSize)),
          ],
    ),
    write(target.check),
  ]);
}
