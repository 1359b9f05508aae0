import { useState } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { useWorkspaceRequests } from '../../bridge/workspace-requests.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { DataScreenProps } from './data-screen-props.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { ImportedData } from './imported-data.tsx';

/** The imported data, a running import, or the way to import some. */
export function DataScreen(props: DataScreenProps) {
  const study = useCoreQuery('study.get', {});
  const summary = useCoreQuery('data.summary', {});
  const jobs = useCoreQuery('jobs.list', {});
  const [importsAgain, setImportsAgain] = useState(false);
  const { pendingImport, endImport } = useWorkspaceRequests();
  if (study.error !== null) return <ErrorNotice error={study.error} />;
  if (study.data === undefined || jobs.data === undefined || summary.isLoading) return null;
  const latest = latestImport(jobs.data);
  if (latest?.state === 'running' || latest?.state === 'queued') return <ImportProgress job={latest} />;
  const data = summary.data ?? null;
  if (data === null || importsAgain || pendingImport !== null) {
    return (
      <ImportWizard
        key={pendingImport?.path ?? ''}
        proposed={pendingImport}
        study={study.data}
        replaces={data === null ? null : `${data.fileName}, ${formatCount(data.rows)} rows`}
        failure={latest?.state === 'failed' ? latest.errorMessage : null}
        onDone={() => {
          setImportsAgain(false);
          endImport();
        }}
      />
    );
  }
  return <ImportedData {...props} data={data} onImportAgain={() => setImportsAgain(true)} />;
}

function latestImport(jobs: readonly Job[]): Job | undefined {
  return jobs
    .filter(({ kind }) => kind === 'import')
    .reduce<Job | undefined>(
      (last, job) => (last === undefined || job.createdAt > last.createdAt ? job : last),
      undefined,
    );
}
