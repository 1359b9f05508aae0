import { useCallback } from 'react';
import type { ChartOptions } from '../../../shared/charts/chart.ts';
import { columnCharts, columnDefinitions } from '../../../shared/charts/column-values.ts';
import type { ColumnSummary } from '../../../shared/contract/data.ts';
import { formatCount, formatN, formatNumber } from '../../../shared/evaluation/format-number.ts';
import { columnComing } from '../../../shared/messages/screen-messages.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { ChartFigures } from '../../charts/chart-figures.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Facts, Section } from '../../ui/pane.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './data.module.css';

interface ColumnViewProps {
  readonly columns: readonly string[];
  readonly selected: string;
  readonly onSelect: (column: string) => void;
}

/** One column of the data in numbers and bars. */
export function ColumnView({ columns, selected, onSelect }: ColumnViewProps) {
  const { data, error, isPlaceholderData, isLoading } = useCoreQuery(
    'data.columnSummary',
    { name: selected },
    { enabled: selected !== '', keepPrevious: true },
  );
  return (
    <div className={styles.columns}>
      <div className={styles.names}>
        <ChoiceList
          label="Columns"
          selected={selected}
          onSelect={onSelect}
          entries={columns.map((name) => ({ id: name, label: name }))}
        />
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div>
        {(isLoading || isPlaceholderData) && <Waiting>{columnComing(selected)}</Waiting>}
        {data !== undefined && <Column summary={data} />}
      </div>
    </div>
  );
}

function Column({ summary }: { readonly summary: ColumnSummary }) {
  const { name, label, n, missing, rejected, distinct, numeric, options, missingCodes } = summary;
  const make = useCallback((size: ChartOptions) => columnCharts(summary, size), [summary]);
  const hasChart = options.length > 0 || (numeric?.histogram.length ?? 0) > 0;
  return (
    <Section title={label === name ? name : `${label} (${name})`}>
      <Facts
        facts={[
          ['Rows with a value', formatN(n)],
          ['Missing', missingWords(missing, missingCodes)],
          ['Refused', rejected === 0 ? '' : formatCount(rejected)],
          ['Different values', formatCount(distinct)],
          ...(numeric === null ? [] : numbersOf(numeric)),
        ]}
      />
      {hasChart && <ChartFigures make={make} release={make} definitions={columnDefinitions} />}
    </Section>
  );
}

function missingWords(missing: number, codes: ColumnSummary['missingCodes']): string {
  if (codes.length === 0) return formatCount(missing);
  return `${formatCount(missing)}, of these ${codes.map(({ code, count }) => `${formatCount(count)} as ${code}`).join(', ')}`;
}

function numbersOf(numeric: NonNullable<ColumnSummary['numeric']>): [string, string][] {
  const { mean, sd, minimum, lowerQuartile, median, upperQuartile, maximum } = numeric;
  return [
    ['Mean', sd === null ? formatNumber(mean) : `${formatNumber(mean)}, standard deviation ${formatNumber(sd)}`],
    ['Median', `${formatNumber(median)}, quartiles ${formatNumber(lowerQuartile)} and ${formatNumber(upperQuartile)}`],
    ['Range', `${formatNumber(minimum)} to ${formatNumber(maximum)}`],
  ];
}
