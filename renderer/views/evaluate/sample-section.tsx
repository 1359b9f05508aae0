import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { partTitles } from '../../../shared/evaluation/report-prose.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { NumbersTable } from '../../charts/numbers-table.tsx';
import { Part } from './dimension-section.tsx';
import styles from './evaluate.module.css';

/** Who was asked what, and how it was computed. */
export function SampleSection({ results }: { readonly results: EvaluationResults }) {
  const { sample, settings, study } = results;
  const design = [
    'The parts share no respondent.',
    sample.weighted ? 'Human shares are weighted.' : 'Respondents are not weighted.',
    sample.clusters < sample.respondents
      ? `Respondents are resampled in ${formatCount(sample.clusters)} clusters.`
      : 'Respondents are resampled one by one.',
    `${formatCount(settings.bootstrapDraws)} bootstrap draws, seed ${settings.seed}.`,
  ].join(' ');
  return (
    <Part id="sample" title={partTitles.sample} introduction={design}>
      {study.notice !== '' && <p>{study.notice}</p>}
      <div className={styles.tables}>
        <NumbersTable
          caption="Parts of the split"
          table={counts('Part of the split', [
            ['all rows of the file', sample.rows],
            ...sample.parts.map(({ name, n }) => [name, n] as const),
          ])}
        />
        {sample.subgroups.map(({ variable, label, groups, missing }) => (
          <NumbersTable
            key={variable}
            caption={label}
            table={counts(label, [
              ...groups.map((group) => [group.label, group.n] as const),
              ...(missing > 0 ? [['no value', missing] as const] : []),
            ])}
          />
        ))}
      </div>
      <NumbersTable
        caption="Questions"
        table={{
          columns: [
            ...['Question', 'Role', 'Scale', 'Options'].map((label) => ({ label, numeric: false })),
            { label: 'n', numeric: true },
          ],
          rows: sample.items.map(({ label, role, scale, options, answered }) => [
            label,
            role,
            scale,
            options.map((option) => option.label).join(' · '),
            formatCount(answered),
          ]),
        }}
      />
    </Part>
  );
}

function counts(label: string, rows: readonly (readonly [string, number])[]) {
  return {
    columns: [
      { label, numeric: false },
      { label: 'Respondents', numeric: true },
    ],
    rows: rows.map(([name, n]) => [name, formatCount(n)]),
  };
}
