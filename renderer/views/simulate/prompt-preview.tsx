import { findVariable } from '../../../shared/domain/codebook.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { RespondentField } from './respondent-field.tsx';
import styles from './simulate.module.css';

interface PromptPreviewProps {
  readonly study: Study;
  readonly row: number | null;
  readonly onRow: (row: number) => void;
}

/** Every prompt that the twin of one respondent gets, word for word. */
export function PromptPreview({ study, row, onRow }: PromptPreviewProps) {
  const { data, error } = useCoreQuery('simulate.preview', { row }, { keepPrevious: true });
  return (
    <div className={styles.part}>
      <RespondentField row={row ?? data?.[0]?.row ?? 1} onRow={onRow} />
      {error !== null && <ErrorNotice error={error} />}
      {data?.map((prompt) => (
        <Section key={prompt.item} title={findVariable(study.codebook, prompt.item)?.label ?? prompt.item}>
          <pre className={styles.prompt}>
            <span className={styles.system}>{prompt.system}</span>
            {`\n\n${prompt.user}`}
          </pre>
          <p className={styles.soft}>Scored as answers: {prompt.answers.join(', ')}</p>
        </Section>
      ))}
    </div>
  );
}
