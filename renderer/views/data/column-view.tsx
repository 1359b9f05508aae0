import type { ColumnSummary } from '../../../shared/contract/data.ts';
import { formatCount, formatN, formatNumber, formatPercent } from '../../../shared/evaluation/format-number.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { BarList } from '../../ui/bar-list.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Facts, Section } from '../../ui/pane.tsx';
import styles from './data.module.css';

interface ColumnViewProps {
  readonly columns: readonly string[];
  readonly selected: string;
  readonly onSelect: (column: string) => void;
}

/** One column of the data in numbers and bars. */
export function ColumnView({ columns, selected, onSelect }: ColumnViewProps) {
  const { data, error } = useCoreQuery(
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
      {data !== undefined && <Column summary={data} />}
    </div>
  );
}

function Column({ summary }: { readonly summary: ColumnSummary }) {
  const { name, label, n, missing, rejected, distinct, numeric, options, missingCodes } = summary;
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
      {options.length > 0 && (
        <BarList
          label={`Answers of ${label}`}
          bars={options.map((option) => ({
            key: option.value,
            label: option.label,
            value: option.count,
            words: `${formatCount(option.count)}, ${formatPercent(n === 0 ? 0 : option.count / n)}`,
          }))}
        />
      )}
      {numeric !== null && (
        <BarList
          label={`Values of ${label}`}
          bars={numeric.histogram.map((bin) => ({
            key: String(bin.from),
            label: `${formatNumber(bin.from)} to ${formatNumber(bin.to)}`,
            value: bin.count,
            words: formatCount(bin.count),
          }))}
        />
      )}
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
