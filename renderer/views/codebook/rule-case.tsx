import { useState } from 'react';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import { findVariable } from '../../../shared/domain/codebook.ts';
import type { Rule } from '../../../shared/domain/rule.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { ExpressionField } from '../../ui/expression-field.tsx';
import { Select } from '../../ui/select.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './codebook.module.css';

type Case = Rule['cases'][number];

interface RuleCaseProps {
  readonly rule: Rule;
  readonly index: number;
  readonly codebook: Codebook;
  readonly onChange: (next: Case) => void;
  readonly onRemove: () => void;
  readonly onUp: () => void;
}

/** One case: a condition over the beliefs, and the option that is then chosen. */
export function RuleCase({ rule, index, codebook, onChange, onRemove, onUp }: RuleCaseProps) {
  const own = rule.cases[index] ?? { when: '', choose: '' };
  const draft = useDraft(own.when, (text) => {
    if (text !== '') onChange({ ...own, when: text });
  });
  const [cursor, setCursor] = useState<number | null>(null);
  const when = draft.text;
  const cases = rule.cases.map((entry, position) => (position === index ? { ...entry, when } : entry));
  const check = useCoreQuery(
    'study.checkRule',
    { rule: { ...rule, cases }, at: { case: index, cursor }, codebook },
    { keepPrevious: true },
  );
  const faults = (check.data?.faults ?? []).filter((fault) => fault.case === index);
  const options = findVariable(codebook, rule.action)?.options ?? [];
  const number = index + 1;
  return (
    <div className={styles.case}>
      <ExpressionField
        label={`Case ${number}: when`}
        value={when}
        onChange={draft.change}
        onLeave={draft.leave}
        onCursor={setCursor}
        faults={faults.filter(({ field }) => field === 'when')}
        // Those of the text before replace other characters.
        completions={check.isPlaceholderData ? null : (check.data?.completions ?? null)}
      />
      <Select
        label={`Case ${number}: choose`}
        value={own.choose}
        choices={options.map(({ value, label }) => ({ value, label }))}
        onChange={(choose) => onChange({ ...own, choose })}
        error={faults.find(({ field }) => field === 'choose')?.message}
      />
      <div className={styles.caseActions}>
        <Button size="small" kind="quiet" isDisabled={index === 0} label={`Up: case ${number}`} onPress={onUp}>
          Up
        </Button>
        <Button
          size="small"
          kind="quiet"
          isDisabled={rule.cases.length === 1}
          label={`Remove: case ${number}`}
          onPress={onRemove}
        >
          Remove
        </Button>
      </div>
    </div>
  );
}
