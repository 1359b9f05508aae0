import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asked } from '../../../shared/contract/simulate.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { formatPercent } from '../../../shared/evaluation/format-number.ts';
import { askExplanation } from '../../../shared/messages/screen-messages.ts';
import type { Input } from '../../bridge/operation-types.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import { SharePlot } from '../../ui/share-plot.tsx';
import { RespondentField } from './respondent-field.tsx';
import styles from './simulate.module.css';

interface AskTwinProps {
  readonly study: Study;
  readonly row: number | null;
  readonly onRow: (row: number) => void;
}

/** Asks one twin one question and shows the probabilities of its answers beside the human's own. */
export function AskTwin({ study, row: wanted, onRow }: AskTwinProps) {
  const queries = useQueryClient();
  const items = variablesWithRole(study.codebook, 'belief', 'action');
  const row = wanted ?? 1;
  const [item, setItem] = useState(items[0]?.name ?? '');
  const [asked, setAsked] = useState<{ row: number; item: string } | null>(null);
  const adapter = useCoreQuery('adapt.current', {}).data ?? null;
  const by: Input<'simulate.ask'>['by'] = adapter === null ? ['base'] : ['base', 'adapted'];
  const question = { row: asked?.row ?? row, item: asked?.item ?? item, by };
  const answer = useCoreQuery('simulate.ask', question, { enabled: asked !== null });
  const cancel = (): void => {
    setAsked(null);
    void queries.cancelQueries({ queryKey: ['simulate.ask', question] });
  };
  return (
    <div className={styles.part}>
      <p className={styles.soft}>{askExplanation()}</p>
      <RespondentField row={row} onRow={onRow} />
      <div className={styles.row}>
        <Select
          label="Question"
          value={item}
          choices={items.map(({ name, label }) => ({ value: name, label }))}
          onChange={setItem}
        />
        <Button kind="primary" isPending={answer.isFetching} onPress={() => setAsked({ row, item })}>
          {answer.isFetching ? 'Asking' : 'Ask the twin'}
        </Button>
        {answer.isFetching && <Button onPress={cancel}>Stop asking</Button>}
      </div>
      {answer.error !== null && <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && <Answer asked={answer.data} />}
    </div>
  );
}

function Answer({ asked }: { readonly asked: Asked }) {
  const of = (by: 'base' | 'adapted', index: number): number | null =>
    asked.answers.find((answer) => answer.by === by)?.probabilities[index] ?? null;
  const human = asked.options.find(({ value }) => value === asked.human)?.label;
  return (
    <Section title={`Row ${asked.row}: ${asked.item}`}>
      <p>{human === undefined ? 'The respondent gave no answer.' : `The respondent answered "${human}".`}</p>
      <SharePlot
        label={`Probabilities of the answers of row ${asked.row}`}
        humanLabel="the respondent"
        rows={asked.options.map((option, index) => ({
          key: option.value,
          label: option.label,
          human: human === undefined ? null : option.value === asked.human ? 1 : 0,
          base: of('base', index),
          adapted: of('adapted', index),
        }))}
      />
      {asked.answers.map(({ by, outside }) => (
        <p key={by} className={styles.soft}>
          Probability of anything that is no option, {by} model: {formatPercent(outside)}
        </p>
      ))}
      <pre className={styles.prompt}>
        <span className={styles.system}>{asked.system}</span>
        {`\n\n${asked.user}`}
      </pre>
    </Section>
  );
}
