import { estimateColumns } from '../../../shared/charts/lane-of.ts';
import { agreementInWords } from '../../../shared/evaluation/agreement-in-words.ts';
import { itemLabel } from '../../../shared/charts/item-label.ts';
import { labelOfSource } from '../../../shared/charts/source-style.ts';
import { formatCount, formatEstimate, formatPercent } from '../../../shared/evaluation/format-number.ts';
import type { CoherenceBlock, EvaluationResults, Recovery } from '../../../shared/evaluation/results.ts';
import { NumbersTable } from '../../charts/numbers-table.tsx';
import styles from './evaluate.module.css';

/** How often the rule was followed, deviated from, or says nothing. */
export function RuleCounts({
  coherence,
  results,
}: {
  readonly coherence: CoherenceBlock;
  readonly results: EvaluationResults;
}) {
  const columns = ['Followed', 'Deviated', 'No case holds', 'Belief missing', 'Action missing'];
  const write = ({ followed, deviated, ties, undefined: open, missing }: CoherenceBlock['human']['counts']): string[] =>
    [followed, deviated, ties, open, missing].map((count) => formatCount(Math.round(count)));
  return (
    <div className={styles.named}>
      <h3>What the rule says of the rows</h3>
      <p className={styles.soft}>Numbers of people and, for simulated answers, of twins: the mean over seeds.</p>
      <NumbersTable
        caption="What the rule says of the rows"
        table={{
          columns: [{ label: 'Source', numeric: false }, ...columns.map((label) => ({ label, numeric: true }))],
          rows: [
            ['human sample', ...write(coherence.human.counts)],
            ...coherence.sources.map(({ source, counts }) => [labelOfSource(results, source), ...write(counts)]),
          ],
        }}
      />
    </div>
  );
}

/** Signs of the human coefficients against those of each model, all regressions together, and fits that failed. */
export function SignTables({ results }: { readonly results: EvaluationResults }) {
  const { regressions } = results;
  if (regressions === null) return null;
  const models = regressions.overall.filter(
    ({ source }) => results.sources.find(({ id }) => id === source)?.kind !== 'baseline',
  );
  return (
    <>
      {regressions.models.map(({ name, failure }) =>
        failure === null ? null : (
          <p key={name}>
            “{name}” could not be fitted on the human sample: {failure}
          </p>
        ),
      )}
      <div className={styles.tables}>
        {models.map(({ source, recovery }) => (
          <SignTable key={source} label={labelOfSource(results, source)} recovery={recovery} />
        ))}
      </div>
    </>
  );
}

const signs = ['−', 'n.s.', '+'];

function SignTable({ label, recovery }: { readonly label: string; readonly recovery: Recovery }) {
  const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped, coefficients } = recovery;
  return (
    <div className={styles.named}>
      <h3>Signs of the coefficients: {label}</h3>
      <NumbersTable
        caption={`Signs of the coefficients, human against simulated: ${label}`}
        table={{
          columns: [
            { label: 'Human', numeric: false },
            ...signs.map((sign) => ({ label: `simulated ${sign}`, numeric: true })),
          ],
          rows: recovery.table.map((cells, human) => [signs[human] ?? '', ...cells.map(formatCount)]),
        }}
      />
      <p className={styles.soft}>
        TP {truePositives}, FP {falsePositives}, FN {falseNegatives}, TN {trueNegatives}, flipped {flipped};{' '}
        {formatCount(coefficients)} coefficients; n = {formatCount(recovery.f1.n)}. Sizes:{' '}
        {agreementInWords(recovery).join('; ')}.
      </p>
    </div>
  );
}

/** Likelihood of every question by itself, folded. */
export function LikelihoodByItem({ results }: { readonly results: EvaluationResults }) {
  const rows = results.likelihood.items.flatMap(({ item, sources }) =>
    sources.map(({ source, negativeLogLikelihood, brier }) => [
      itemLabel(results, item),
      labelOfSource(results, source),
      formatEstimate(negativeLogLikelihood),
      formatEstimate(brier),
      formatCount(negativeLogLikelihood.n),
    ]),
  );
  const columns = estimateColumns(['Question', 'Source'], ['Negative log likelihood, nats', 'Brier score']);
  return (
    <details className={styles.fold}>
      <summary>Likelihood by question</summary>
      <NumbersTable caption="Likelihood by question" table={{ columns, rows }} />
    </details>
  );
}

/** Probability outside the options, for models: baselines only ever choose an option. */
export function InvalidAnswers({ results }: { readonly results: EvaluationResults }) {
  const baselines = new Set(results.sources.flatMap(({ id, kind }) => (kind === 'baseline' ? [id] : [])));
  const rows = results.invalidMass.sources
    .filter(({ source }) => !baselines.has(source))
    .flatMap(({ source, overall, items }) => [
      [labelOfSource(results, source), 'all questions', formatEstimate(overall, 'percent'), '', formatCount(overall.n)],
      ...items.map(({ item, mean, largest }) => [
        labelOfSource(results, source),
        itemLabel(results, item),
        formatEstimate(mean, 'percent'),
        largest === null ? '–' : formatPercent(largest, 3),
        formatCount(mean.n),
      ]),
    ]);
  const columns = [
    { label: 'Source', numeric: false },
    { label: 'Question', numeric: false },
    ...['Mean', 'Largest of a twin', 'n'].map((label) => ({ label, numeric: true })),
  ];
  return <NumbersTable caption="Probability outside the options" table={{ columns, rows }} />;
}
