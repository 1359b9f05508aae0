import { useState } from 'react';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import type { RegressionSpec } from '../../../shared/domain/study.ts';
import { contrastKinds, covarianceKinds, regressionModels } from '../../../shared/domain/study.ts';
import { useCoreQuery } from '../../bridge/use-core-query.ts';
import { Button } from '../../ui/button.tsx';
import { DraftField } from '../../ui/draft-field.tsx';
import { ExpressionField } from '../../ui/expression-field.tsx';
import { FieldRow } from '../../ui/pane.tsx';
import { Select } from '../../ui/select.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './codebook.module.css';

interface RegressionEditorProps {
  readonly regression: RegressionSpec;
  readonly codebook: Codebook;
  readonly onChange: (next: RegressionSpec) => void;
  readonly onRemove: () => void;
}

const modelChoices = regressionModels.map((model) => ({
  value: model,
  label: {
    ols: 'Least squares',
    logit: 'Logit',
    'ordered-logit': 'Ordered logit',
    'multinomial-logit': 'Multinomial logit',
    poisson: 'Poisson',
  }[model],
}));
const contrastChoices = contrastKinds.map((kind) => ({
  value: kind,
  label: { treatment: 'Treatment', sum: 'Sum', helmert: 'Helmert' }[kind],
  description: {
    treatment: 'Against the first option',
    sum: 'Against the mean of the options',
    helmert: 'Against the mean of the options before',
  }[kind],
}));
const covarianceChoices = covarianceKinds.map((kind) => ({
  value: kind,
  label: { classical: 'Classical', HC0: 'HC0', HC1: 'HC1', HC2: 'HC2', HC3: 'HC3', cluster: 'Clustered' }[kind],
}));

/** A regression: name, model, standard errors and formula. */
export function RegressionEditor({ regression, codebook, onChange, onRemove }: RegressionEditorProps) {
  const draft = useDraft(regression.formula, (text) => {
    if (text.length >= 3) onChange({ ...regression, formula: text });
  });
  const [cursor, setCursor] = useState<number | null>(null);
  const formula = draft.text;
  const check = useCoreQuery('study.checkFormula', { formula, cursor, codebook }, { keepPrevious: true });
  return (
    <section className={styles.regression} aria-label={regression.name}>
      <FieldRow>
        <DraftField
          label="Name"
          value={regression.name}
          onCommit={(name) => onChange({ ...regression, name: name === '' ? regression.name : name })}
        />
        <Select
          label="Model"
          value={regression.model}
          choices={modelChoices}
          onChange={(model) => onChange({ ...regression, model })}
        />
        <Select
          label="Standard errors"
          value={regression.covariance}
          choices={covarianceChoices}
          onChange={(covariance) => onChange({ ...regression, covariance })}
        />
        <Select
          label="Contrasts"
          value={regression.contrasts ?? 'treatment'}
          choices={contrastChoices}
          onChange={(contrasts) => onChange({ ...regression, contrasts })}
        />
      </FieldRow>
      <ExpressionField
        label="Formula"
        value={formula}
        onChange={draft.change}
        onLeave={draft.leave}
        onCursor={setCursor}
        faults={check.data?.faults ?? []}
        // Those of the text before replace other characters.
        completions={check.isPlaceholderData ? null : (check.data?.completions ?? null)}
      />
      <div>
        <Button size="small" label={`Remove regression: ${regression.name}`} onPress={onRemove}>
          Remove regression
        </Button>
      </div>
    </section>
  );
}
