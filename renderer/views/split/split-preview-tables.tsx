import type { SplitPreview } from '../../../shared/contract/split.ts';
import type { Part } from '../../../shared/domain/split.ts';
import { partLabels, parts } from '../../../shared/domain/split.ts';
import { formatCount, formatPercent } from '../../../shared/evaluation/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/pane.tsx';
import { Table } from '../../ui/table.tsx';

const purposes: Readonly<Record<Part, string>> = {
  'pilot-train': 'The model is adapted to their answers.',
  'pilot-validation': 'They say when training stops and which state is kept.',
  rectification: 'Their answers correct estimates from simulated answers.',
  evaluation: 'The simulated answers are compared with theirs. No model sees them before.',
  reserve: 'Not used.',
};

const uses = { arm: 'arms', stratum: 'balanced', subgroup: 'subgroup of the evaluation' } as const;

/** Counts of a split: per part, and per part and group. */
export function SplitPreviewTables({ preview }: { readonly preview: SplitPreview }) {
  const { counts, problem, warnings, groups, total } = preview;
  const used = parts.filter((part) => (counts?.[part] ?? 0) > 0);
  return (
    <>
      {problem !== null && <Notice title={problem} />}
      {counts !== null && (
        <Table
          caption="Parts"
          hideCaption
          rows={used}
          rowKey={(part) => part}
          columns={[
            { key: 'part', label: 'Part', whole: true, cell: (part) => partLabels[part] },
            { key: 'n', label: 'Respondents', numeric: true, cell: (part) => formatCount(counts[part]) },
            { key: 'share', label: 'Share', numeric: true, cell: (part) => formatPercent(counts[part] / total) },
            { key: 'purpose', label: 'Purpose', soft: true, cell: (part) => purposes[part] },
          ]}
        />
      )}
      {warnings.length > 0 && (
        <Notice title={smallGroups(warnings.length)}>
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      {groups.map((group) => (
        <Section key={`${group.use} ${group.variable}`} title={`${group.label} (${uses[group.use]})`}>
          <Table
            caption={`${group.label} by part`}
            hideCaption
            even
            rows={group.values}
            rowKey={({ value }) => value ?? 'missing'}
            columns={[
              { key: 'value', label: group.label, cell: ({ label }) => label },
              ...used.map((part) => ({
                key: part,
                label: partLabels[part],
                numeric: true,
                cell: (row: (typeof group.values)[number]) => formatCount(row.counts[part]),
              })),
            ]}
          />
        </Section>
      ))}
    </>
  );
}

function smallGroups(count: number): string {
  return count === 1
    ? 'One group is small, so its numbers will be very uncertain'
    : `${formatCount(count)} groups are small, so their numbers will be very uncertain`;
}
