import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './simulate.module.css';

interface RespondentFieldProps {
  readonly row: number;
  readonly onRow: (row: number) => void;
}

/** The respondent whose twin is looked at, by the number of the record in the file. */
export function RespondentField({ row, onRow }: RespondentFieldProps) {
  const total = useCoreQuery('data.summary', {}).data?.rows ?? 1;
  return (
    <div className={styles.row}>
      <NumberField label="Respondent, row of the file" value={row} minValue={1} decimals={0} onChange={onRow} />
      <Button isDisabled={row <= 1} onPress={() => onRow(row - 1)}>
        Previous respondent
      </Button>
      <Button isDisabled={row >= total} onPress={() => onRow(row + 1)}>
        Next respondent
      </Button>
    </div>
  );
}
