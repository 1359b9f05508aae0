import { useCallback, useMemo, useState } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { experimentCharts } from '../../../shared/charts/experiments.ts';
import type { Job } from '../../../shared/contract/jobs.ts';
import {
  type ExperimentMeasureId,
  experimentMeasureIds,
  measuresOf,
} from '../../../shared/evaluation/experiments/experiment-measures.ts';
import type { ExperimentsBlock } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { defaultSmallestCell, withoutSmallCells } from '../../../shared/evaluation/small-cells.ts';
import {
  experimentsEmpty,
  experimentsFailedEffect,
  experimentsNeed,
  experimentsOpen,
} from '../../../shared/messages/evaluate-messages.ts';
import { outdatedCells } from '../../../shared/messages/evaluation-messages.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useJobProgress } from '../../bridge/use-job-progress.ts';
import { useWorkspaceRequests } from '../../bridge/workspace-requests.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { JobProgress } from '../../ui/progress.tsx';
import { Select } from '../../ui/select.tsx';
import { StepLink } from '../../ui/step-link.tsx';
import { Table } from '../../ui/table.tsx';
import { ToggleButton } from '../../ui/toggle-button.tsx';
import styles from './evaluate.module.css';
import { definitionsOfExperiment } from './experiment-definitions.ts';
import type { ExperimentState, ListedCell } from './experiment-states.ts';
import { experimentStates } from './experiment-states.ts';
import type { MissingStep } from './missing-step.ts';

export interface ExperimentsPartProps {
  readonly cells: readonly ListedCell[];
  /** Level of the intervals. */
  readonly level: number;
  /** The job that does the cells, while it runs or waits. */
  readonly job: Job | undefined;
  /** Why the last one failed, or why a setting was not kept. */
  readonly failure: Error | null;
  readonly missing: MissingStep | null;
}

/** The cells of the experiments with their states, and a chart for each experiment that has given something. */
export function ExperimentsPart({ cells, level, job, failure, missing }: ExperimentsPartProps) {
  const block = useCoreQuery('experiments.results', {}).data ?? null;
  const outdated = cells.filter((cell) => cell.outdated).length;
  if (cells.length === 0) {
    return (
      <>
        {failure !== null && <ErrorNotice error={failure} />}
        <HowToAsk />
      </>
    );
  }
  return (
    <div className={styles.results}>
      <div className={styles.column}>
        {job !== undefined && <Progress job={job} />}
        {failure !== null && <ErrorNotice error={failure} effect={experimentsFailedEffect()} />}
        {missing !== null && job === undefined && (
          <Notice
            title={experimentsNeed(missing.needed)}
            actions={<StepLink to={missing.to}>Go to {missing.label}</StepLink>}
          />
        )}
        {outdated > 0 && <Notice title={outdatedCells(outdated)} />}
        <Section title="Cells">
          <div className={styles.states}>
            <States states={experimentStates(cells, job?.state === 'running')} />
          </div>
        </Section>
        <Section title="What the cells show">
          {block === null || block.experiments.every((experiment) => experiment.cells.length === 0) ? (
            <p className={styles.soft}>{experimentsOpen()}</p>
          ) : (
            <Charts block={block} level={level} />
          )}
        </Section>
      </div>
    </div>
  );
}

function HowToAsk() {
  const { openHelp } = useWorkspaceRequests();
  return (
    <EmptyState
      title="No experiments yet"
      action={
        <Button onPress={() => openHelp({ path: 'recipe.md', heading: 'experiments' })}>
          Read how a recipe asks for experiments
        </Button>
      }
    >
      {experimentsEmpty()}
    </EmptyState>
  );
}

/** All cells together, and the one that runs. */
function Progress({ job }: { readonly job: Job }) {
  const progress = useJobProgress(job.id) ?? job.progress;
  const whole = progress?.whole;
  return (
    <div className={styles.running}>
      {whole !== undefined && (
        <JobProgress
          progress={{ ...whole, phase: 'All cells', rate: null, tokensPerSecond: null, memoryBytes: null }}
        />
      )}
      <JobProgress progress={progress} />
    </div>
  );
}

function States({ states }: { readonly states: readonly ExperimentState[] }) {
  const [open, setOpen] = useState<readonly string[]>([]);
  return (
    <Table
      caption="Experiments and their cells"
      hideCaption
      rows={states}
      rowKey={({ experiment }) => experiment}
      columns={[
        {
          key: 'experiment',
          label: 'Experiment',
          cell: ({ experiment, title }) => (
            <div className={styles.purpose}>
              {title}
              <ToggleButton
                label={`Cells: ${title}`}
                isSelected={open.includes(experiment)}
                onChange={(shown) =>
                  setOpen((before) => (shown ? [...before, experiment] : before.filter((one) => one !== experiment)))
                }
              >
                Cells
              </ToggleButton>
            </div>
          ),
        },
        {
          key: 'done',
          label: 'Cells done',
          cell: ({ done, cells }) => `${formatCount(done)} of ${formatCount(cells.length)}`,
        },
        {
          key: 'state',
          label: 'State',
          cell: (state) => (open.includes(state.experiment) ? <Cells state={state} /> : state.words),
        },
      ]}
    />
  );
}

function Cells({ state }: { readonly state: ExperimentState }) {
  return (
    <ul className={styles.cells} aria-label={`Cells: ${state.title}`}>
      {state.cells.map(({ id, name, state: own }) => (
        <li key={id}>
          <span>{name}</span>
          <span className={styles.soft}>{own}</span>
        </li>
      ))}
    </ul>
  );
}

function Charts({ block, level }: { readonly block: ExperimentsBlock; readonly level: number }) {
  const measures = useMemo(() => measuresOf(block.experiments), [block]);
  const [wanted, setWanted] = useState<ExperimentMeasureId>('negativeLogLikelihood');
  const hasCurve = block.experiments.some(({ id }) => id === 'learning-curve');
  const measure = measures.some(({ id }) => id === wanted) ? wanted : 'negativeLogLikelihood';
  const make = useCallback(
    (options: ChartOptions) => experimentCharts({ experiments: block, settings: { level } }, options, measure),
    [block, level, measure],
  );
  const release = useCallback(
    (options: ChartOptions) => {
      const experiments = withoutSmallCells(block, defaultSmallestCell);
      return experimentCharts({ experiments, settings: { level } }, options, measure);
    },
    [block, level, measure],
  );
  return (
    <>
      <div className={styles.states}>
        <Select
          label="Measure"
          value={measure}
          choices={measures.map(({ id, label }) => ({ value: id, label: choiceLabel(id, label, hasCurve) }))}
          onChange={(id) => setWanted(experimentMeasureIds.find((known) => known === id) ?? 'negativeLogLikelihood')}
        />
      </div>
      <ChartFigures make={make} release={release} definitions={({ id }) => definitionsOfExperiment(id)} />
    </>
  );
}

/** A learning curve is drawn by the distance where the others are drawn by the likelihood. */
function choiceLabel(id: ExperimentMeasureId, label: string, hasCurve: boolean): string {
  return id === 'negativeLogLikelihood' && hasCurve ? `${label}; learning curve: distance` : label;
}
