import { ppiDifference } from '../statistics/ppi-difference.ts';
import type { PpiEstimate } from '../statistics/ppi-estimate.ts';
import { ppiMean } from '../statistics/ppi-mean.ts';
import { ppiSurveyMeans } from '../statistics/ppi-survey-means.ts';
import { surveyMeans } from '../statistics/survey-means.ts';
import { type KnownVariance, type TEstimate, addVariances, tEstimate } from '../statistics/ppi-estimate.ts';
import type { SurveySide } from '../statistics/ppi-survey.ts';
import { covariance } from '../statistics/covariance.ts';
import { type AnswerScore, humanScores, twinScores } from './answer-scores.ts';
import { type Treatment, armOfRows, contrastsOf } from './arms.ts';
import type { Prepared } from './prepare.ts';
import type { RectificationSides } from './rectification-sides.ts';
import { type RectificationSurvey, clustersIn, leastClusters, sideOf } from './rectification-survey.ts';
import { type RectifiedTarget, type RowInfluence, type TargetInfluence, leastHumans } from './rectified-target.ts';

/** Columns of one score: rectification humans and their twins, evaluation humans and theirs; NaN where missing. */
interface ScoreColumns {
  readonly score: AnswerScore;
  readonly own: Float64Array;
  readonly check: Float64Array;
  /** By source. */
  readonly twins: readonly Float64Array[];
  readonly others: readonly Float64Array[];
}

function columnsOf(prepared: Prepared, sides: RectificationSides, score: AnswerScore): ScoreColumns {
  const labelled = sides.rows.answers[score.item] ?? new Int16Array(sides.rows.n).fill(-1);
  const unlabelled = prepared.items[score.item]?.human ?? new Int16Array(prepared.n).fill(-1);
  const { survey } = sides;
  return {
    score,
    own: counted(humanScores(score, labelled), survey?.labelled),
    check: counted(humanScores(score, unlabelled), survey?.unlabelled),
    twins: sides.sources.map((source) => twinScores(score, source.labelled, labelled)),
    others: sides.sources.map((source) =>
      counted(twinScores(score, source.unlabelled, unlabelled), survey?.unlabelled),
    ),
  };
}

/** NaN for those who have no weight. */
function counted(column: Float64Array, side: SurveySide | undefined): Float64Array {
  return side === undefined ? column : column.map((value, row) => ((side.weights[row] ?? 0) > 0 ? value : Number.NaN));
}

/** Means of ordered items and shares of the options of nominal ones. */
export function rectifyMeans(
  prepared: Prepared,
  sides: RectificationSides,
  scores: readonly AnswerScore[],
): RectifiedTarget[] {
  return scores.map((score) => {
    const columns = columnsOf(prepared, sides, score);
    const everybody = () => true;
    const share = score.option !== null;
    return {
      id: share ? `share:${score.name}=${score.option}` : `mean:${score.name}`,
      kind: share ? 'share' : 'mean',
      label: share ? `Share of ${score.label}` : `Mean of ${score.label}`,
      item: score.name,
      option: score.option,
      contrast: null,
      coefficient: null,
      ...estimateSide(prepared, sides.survey, [{ rows: known(columns.own, everybody), columns: columns.own, sign: 1 }]),
      ...checkSide(prepared, sides.survey, [
        { rows: known(columns.check, everybody), columns: columns.check, sign: 1 },
      ]),
      sources: sides.sources.map((source, s) => ({
        source: source.id,
        ...rectifiedArms(prepared, sides.survey, columns, s, [armColumns(columns, s, everybody, everybody)]),
      })),
    };
  });
}

/** Differences in means between every arm and the first one of its treatment. */
export function rectifyEffects(
  prepared: Prepared,
  sides: RectificationSides,
  scores: readonly AnswerScore[],
  treatments: readonly Treatment[],
): RectifiedTarget[] {
  const all = scores.map((score) => columnsOf(prepared, sides, score));
  return treatments.flatMap((treatment) => {
    const labelled = armOfRows(treatment, sides.rows.frame, sides.rows.n);
    const unlabelled = armOfRows(treatment, prepared.input.frame, prepared.n);
    return contrastsOf(treatment).flatMap((contrast) =>
      all.map((columns): RectifiedTarget => {
        const { score } = columns;
        const inArm = (arms: Int32Array, arm: number) => (row: number) => arms[row] === arm;
        const sidesOf = (column: Float64Array, arms: Int32Array): MeanSide[] =>
          [contrast.arm, 0].map((arm, index) => ({
            rows: known(column, inArm(arms, arm)),
            columns: column,
            sign: index === 0 ? 1 : -1,
          }));
        const place = `${score.name}${score.option === null ? '' : `=${score.option}`}`;
        return {
          id: `effect:${treatment.variable}=${contrast.value}:${place}`,
          kind: 'effect',
          label: `${score.label}: ${contrast.label}`,
          item: score.name,
          option: score.option,
          contrast: { treatment: treatment.variable, value: contrast.value, reference: contrast.reference },
          coefficient: null,
          ...estimateSide(prepared, sides.survey, sidesOf(columns.own, labelled)),
          ...checkSide(prepared, sides.survey, sidesOf(columns.check, unlabelled)),
          sources: sides.sources.map((source, s) => {
            const armOf = (arm: number) => armColumns(columns, s, inArm(labelled, arm), inArm(unlabelled, arm));
            const arms = [armOf(contrast.arm), armOf(0)] as const;
            return { source: source.id, ...rectifiedArms(prepared, sides.survey, columns, s, arms) };
          }),
        };
      }),
    );
  });
}

/** Rows of one side of a mean with the sign it enters a difference. */
interface MeanSide {
  readonly rows: readonly number[];
  readonly columns: Float64Array;
  readonly sign: number;
}

function known(column: Float64Array, wanted: (row: number) => boolean): number[] {
  return Array.from(column, (_, row) => row).filter((row) => wanted(row) && !Number.isNaN(column[row] ?? Number.NaN));
}

type Arms = readonly [ArmColumns] | readonly [ArmColumns, ArmColumns];

/** The mean of an arm or the difference of two; nulls with too few people or clusters. */
function rectifiedArms(
  prepared: Prepared,
  survey: RectificationSurvey | null,
  columns: ScoreColumns,
  s: number,
  arms: Arms,
): { ppi: PpiEstimate | null; influence: TargetInfluence | null } {
  const { level } = prepared.input.settings;
  const none = { ppi: null, influence: null };
  if (!enough(arms)) return none;
  const [first, second] = arms;
  if (survey !== null) {
    const own = (arm: ArmColumns) => surveyArm(arm, survey);
    const all = [...arms].map(own);
    if (!all.every(({ survey: design }) => isEnough(design.labelled) && isEnough(design.unlabelled))) return none;
    const ppi = ppiSurveyMeans({ arms: second === undefined ? [own(first)] : [own(first), own(second)], level });
    return { ppi, influence: { sums: ppi.sums, p: 1 } };
  }
  const ppi =
    second === undefined ? ppiMean({ ...first, level }) : ppiDifference({ treated: first, reference: second, level });
  return { ppi, influence: influenceOf(columns, s, arms) };
}

function surveyArm(arm: ArmColumns, { labelled, unlabelled }: RectificationSurvey) {
  const survey = { labelled: sideOf(labelled, arm.labelledRows), unlabelled: sideOf(unlabelled, arm.unlabelledRows) };
  return { ...arm, survey };
}

function isEnough({ clusters }: SurveySide): boolean {
  return clustersIn(clusters) >= leastClusters;
}

/** Mean or difference of means with the interval of Student's or Welch's test, or that of a survey. */
function meanOf(prepared: Prepared, side: SurveySide | null, sides: readonly MeanSide[]): TEstimate | null {
  if (sides.some(({ rows }) => rows.length < leastHumans)) return null;
  if (side !== null) {
    const samples = sides.map(({ rows, columns }) => ({
      values: rows.map((row) => columns[row] ?? 0),
      survey: sideOf(side, rows),
    }));
    const [first, second] = samples;
    if (first === undefined || !samples.every(({ survey }) => isEnough(survey))) return null;
    return surveyMeans(second === undefined ? [first] : [first, second], prepared.input.settings.level);
  }
  let value = 0;
  const variances: KnownVariance[] = [];
  for (const { rows, columns, sign } of sides) {
    const values = rows.map((row) => columns[row] ?? 0);
    value += (sign * values.reduce((sum, own) => sum + own, 0)) / values.length;
    const degreesOfFreedom = values.length - 1;
    variances.push({ variance: covariance(values, values) / degreesOfFreedom, degreesOfFreedom });
  }
  return tEstimate(value, addVariances(variances), prepared.input.settings.level);
}

function estimateSide(prepared: Prepared, survey: RectificationSurvey | null, sides: readonly MeanSide[]) {
  return {
    human: meanOf(prepared, survey?.labelled ?? null, sides),
    n: sides.reduce((sum, { rows }) => sum + rows.length, 0),
    nLeast: Math.min(...sides.map(({ rows }) => rows.length)),
  };
}

function checkSide(prepared: Prepared, survey: RectificationSurvey | null, sides: readonly MeanSide[]) {
  return {
    check: meanOf(prepared, survey?.unlabelled ?? null, sides),
    nCheck: sides.reduce((sum, { rows }) => sum + rows.length, 0),
  };
}

/** An arm as the statistics take it, with the rows behind it. */
interface ArmColumns {
  readonly human: number[];
  readonly predicted: number[];
  readonly simulated: number[];
  readonly labelledRows: readonly number[];
  readonly unlabelledRows: readonly number[];
}

function armColumns(
  columns: ScoreColumns,
  s: number,
  labelled: (row: number) => boolean,
  unlabelled: (row: number) => boolean,
): ArmColumns {
  const twins = columns.twins[s] ?? new Float64Array(0);
  const others = columns.others[s] ?? new Float64Array(0);
  const labelledRows = known(columns.own, (row) => labelled(row) && !Number.isNaN(twins[row] ?? Number.NaN));
  const unlabelledRows = known(others, unlabelled);
  return {
    human: labelledRows.map((row) => columns.own[row] ?? 0),
    predicted: labelledRows.map((row) => twins[row] ?? 0),
    simulated: unlabelledRows.map((row) => others[row] ?? 0),
    labelledRows,
    unlabelledRows,
  };
}

function enough(arms: readonly ArmColumns[]): boolean {
  return arms.every(({ human, simulated }) => human.length >= leastHumans && simulated.length >= leastHumans);
}

/** Centred contributions to the mean, or to the difference of the first arm's mean and the second's; NaN elsewhere. */
function influenceOf(columns: ScoreColumns, s: number, arms: readonly ArmColumns[]): RowInfluence {
  const spreadOver = (column: Float64Array, rowsOf: (arm: ArmColumns) => readonly number[]): Float64Array => {
    const result = new Float64Array(column.length).fill(Number.NaN);
    const total = arms.reduce((sum, arm) => sum + rowsOf(arm).length, 0);
    arms.forEach((arm, index) => {
      const rows = rowsOf(arm);
      const mean = rows.reduce((sum, row) => sum + (column[row] ?? 0), 0) / rows.length;
      const factor = ((index === 0 ? 1 : -1) * total) / rows.length;
      for (const row of rows) result[row] = factor * ((column[row] ?? 0) - mean);
    });
    return result;
  };
  return {
    own: spreadOver(columns.own, (arm) => arm.labelledRows),
    twins: spreadOver(columns.twins[s] ?? new Float64Array(0), (arm) => arm.labelledRows),
    others: spreadOver(columns.others[s] ?? new Float64Array(0), (arm) => arm.unlabelledRows),
  };
}
