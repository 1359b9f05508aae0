import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { simulatedAnswerCharts, simulatedAnswerDefinitions } from '../../../shared/charts/simulated-answers.ts';
import type { Distributions } from '../../../shared/contract/simulate.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { formatCount, formatN } from '../../../shared/evaluation/format-number.ts';
import { sharesComing } from '../../../shared/messages/screen-messages.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { roundUpShare } from '../../ui/round-up-share.ts';
import { Section } from '../../ui/pane.tsx';
import type { ShareRow } from '../../ui/share-plot.tsx';
import { SharePlot } from '../../ui/share-plot.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './simulate.module.css';
import { simulatedAnswersOf } from './simulated-answers-of.ts';

interface DistributionsViewProps {
  readonly study: Study;
  /** Twins are answering: shares are shown by marks that cost the page little to move. */
  readonly isRunning: boolean;
}

/** Simulated and human shares of every option, as far as they have come. */
export function DistributionsView({ study, isRunning }: DistributionsViewProps) {
  const answers = {
    base: useCoreQuery('simulate.distributions', { by: 'base' }).data,
    adapted: useCoreQuery('simulate.distributions', { by: 'adapted' }).data,
  };
  const base = begun(answers.base);
  const adapted = begun(answers.adapted);
  const first = base ?? adapted;
  if (first === null && (answers.base === undefined || answers.adapted === undefined))
    return <Waiting>{sharesComing()}</Waiting>;
  if (first === null) {
    return (
      <EmptyState title="No simulated answers yet">
        The shares of every answer will be here while the twins answer.
        {isRunning ? ' The first are being asked.' : ' Start with the base model on the left.'}
      </EmptyState>
    );
  }
  return (
    <div className={styles.part}>
      <p className={styles.soft} aria-live="polite">
        {[progressOf(base, 'base model'), progressOf(adapted, 'adapted model')]
          .filter((words) => words !== '')
          .join(' and ')}{' '}
        have answered. Shares of fewer than {formatCount(first.smallestCell)} people are not shown.
      </p>
      {isRunning ? (
        <MovingShares base={base} adapted={adapted} />
      ) : (
        <AnswerCharts study={study} base={base} adapted={adapted} />
      )}
    </div>
  );
}

interface BothModels {
  readonly base: Distributions | null;
  readonly adapted: Distributions | null;
}

/** The answers of both models on scales that all questions share. */
function AnswerCharts({ study, base, adapted }: BothModels & Pick<DistributionsViewProps, 'study'>) {
  const answers = useMemo(() => simulatedAnswersOf(study, base, adapted), [study, base, adapted]);
  const make = useCallback(
    (options: ChartOptions) => (answers === null ? [] : simulatedAnswerCharts(answers, options)),
    [answers],
  );
  // Shares of few people are not among the data, so that what is shown may leave the project.
  return <ChartFigures make={make} release={make} definitions={simulatedAnswerDefinitions} level={2} />;
}

/** Shares while twins answer, on one scale. */
function MovingShares({ base, adapted }: BothModels) {
  const most = roundUpShare([...sharesOf(base), ...sharesOf(adapted)]);
  return (base ?? adapted)?.items.map((item, index) => (
    <Section key={item.item} title={item.label}>
      <SharePlot label={`Answers: ${item.label}`} rows={rowsOf(index, base, adapted)} most={most} />
      <p className={styles.soft}>
        Human sample {formatN(item.human.n)}. {countWords(base, index, 'base model')}{' '}
        {countWords(adapted, index, 'adapted model')}
      </p>
    </Section>
  ));
}

/** Answers of which there are some; before the first twin there is nothing to show. */
function begun(distributions: Distributions | null | undefined): Distributions | null {
  return distributions === undefined || distributions === null || distributions.done === 0 ? null : distributions;
}

function sharesOf(distributions: Distributions | null): (number | null)[] {
  return (distributions?.items ?? []).flatMap(({ human, simulated }) => [...human.shares, ...(simulated.shares ?? [])]);
}

function progressOf(distributions: Distributions | null, name: string): string {
  if (distributions === null) return '';
  const { done, total } = distributions;
  return `${formatCount(done)} of ${formatCount(total)} twins of the ${name}`;
}

function countWords(distributions: Distributions | null, index: number, name: string): string {
  const n = distributions?.items[index]?.simulated.n ?? 0;
  return n === 0 ? '' : `Simulated answers of the ${name}, ${formatN(n)}.`;
}

function rowsOf(index: number, base: Distributions | null, adapted: Distributions | null): ShareRow[] {
  const item = (base ?? adapted)?.items[index];
  if (item === undefined) return [];
  return item.options.map((option, position) => ({
    key: option.value,
    label: option.label,
    human: item.human.shares[position] ?? null,
    base: base?.items[index]?.simulated.shares?.[position] ?? null,
    adapted: adapted?.items[index]?.simulated.shares?.[position] ?? null,
  }));
}
