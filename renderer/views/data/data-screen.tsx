import { useState } from 'react';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { ImportedData } from './imported-data.tsx';

export interface DataScreenProps {
  readonly view: 'rows' | 'columns' | 'refused';
  /** Column that is looked at. */
  readonly column: string | null;
  readonly onView: (view: 'rows' | 'columns' | 'refused') => void;
  readonly onColumn: (column: string) => void;
}

/** The imported data, or the way to import some. */
export function DataScreen(props: DataScreenProps) {
  const study = useCoreQuery('study.get', {});
  const summary = useCoreQuery('data.summary', {}, { enabled: study.data !== undefined && study.data !== null });
  const [importsAgain, setImportsAgain] = useState(false);
  if (study.error !== null) return <ErrorNotice error={study.error} />;
  if (study.data === undefined || (study.data !== null && summary.isLoading)) return null;
  const data = summary.data ?? null;
  if (data === null || importsAgain) {
    return (
      <ImportWizard
        study={study.data}
        replaces={data === null ? null : `${data.fileName}, ${formatCount(data.rows)} rows`}
        onDone={() => setImportsAgain(false)}
      />
    );
  }
  return <ImportedData {...props} data={data} onImportAgain={() => setImportsAgain(true)} />;
}
