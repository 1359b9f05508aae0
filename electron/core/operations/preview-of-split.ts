import type { SplitPreview } from '../../../shared/contract/split.ts';
import { previewSplit, previewedVariables } from '../../../shared/domain/preview-split.ts';
import type { SplitSettings } from '../../../shared/domain/split.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readColumns } from '../database/repositories/cells.ts';
import { readStudyState, required } from './study-state.ts';

/** What a split with these settings, or the study's, would give. Reads every respondent. Throws `not-found` without data. */
export function previewOfSplit(db: ReadDb, settings: SplitSettings | null): SplitPreview {
  const { study, dataset } = readStudyState(db);
  const { id, columns } = required(dataset, 'imported data');
  const { subgroups } = study.evaluation;
  const wanted = settings ?? study.split;
  // The codebook may have changed since the import.
  const stored = new Set(columns.flatMap(({ name, position }) => (position === null ? [] : [name])));
  const variables = study.codebook.variables.filter(({ name }) => stored.has(name));
  const names = previewedVariables({ variables }, wanted, subgroups);
  const preview = previewSplit(readColumns(db, id, names), { variables }, wanted, subgroups);
  return {
    ...preview,
    groups: preview.groups.map((group) => ({ ...group, values: [...group.values] })),
    warnings: [...preview.warnings],
  };
}
