import type { SplitSummary, splitContract } from '../../../shared/contract/split.ts';
import type { Answers, Codebook } from '../../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Assignment, SplitSettings, SplitUnit } from '../../../shared/domain/split.ts';
import { assignParts, canonicalSplit } from '../../../shared/domain/split.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import type { SplitRecord } from '../database/repositories/splits.ts';
import { insertSplit, readAssignment } from '../database/repositories/splits.ts';
import { hashText } from '../files/hash.ts';
import { finishPhase } from '../jobs/finish-phase.ts';
import type { Session } from '../session.ts';
import { splitParts } from './phase-parts.ts';
import { readStudyState, required } from './study-state.ts';

export function splitOperations(session: Session): Handlers<typeof splitContract> {
  return {
    'split.create'() {
      const { dependencies } = session;
      const { db } = session.current().project;
      const state = readStudyState(db);
      const dataset = required(state.dataset, 'imported data');
      const { codebook, split: settings } = state.study;
      const assignment = assignParts(splitUnits(db, dataset.id, codebook, settings), settings);
      const hash = hashText(`${dataset.sha256}\n${canonicalSplit(assignment)}`);
      const id = dependencies.createId();
      const createdAt = dependencies.clock().toISOString();
      writeTransaction(db, ['splits', 'phases', 'audit'], (write) => {
        insertSplit(write, { id, datasetId: dataset.id, settings, hash, createdAt }, assignment);
        finishPhase(write, { dependencies }, 'split', splitParts(state) ?? {}, id);
      });
      return { id, hash, counts: countParts(assignment) };
    },
    'split.get'() {
      const { db } = session.current().project;
      const { split } = readStudyState(db);
      return split === null ? null : summaryOf(db, split);
    },
  };
}

function summaryOf(db: ReadDb, split: SplitRecord): SplitSummary {
  return { id: split.id, hash: split.hash, counts: countParts(readAssignment(db, split.id)) };
}

function countParts(assignment: Assignment): SplitSummary['counts'] {
  const counts: SplitSummary['counts'] = {
    'pilot-train': 0,
    'pilot-validation': 0,
    rectification: 0,
    evaluation: 0,
    reserve: 0,
  };
  for (const part of assignment.values()) counts[part]++;
  return counts;
}

/** Respondents or clusters with their stratum; a missing value is a stratum of its own. */
function splitUnits(db: ReadDb, datasetId: string, codebook: Codebook, settings: SplitSettings): SplitUnit[] {
  const cluster = settings.unit === 'cluster' ? variablesWithRole(codebook, 'cluster')[0]?.name : undefined;
  const names = [...settings.stratify, ...(cluster === undefined ? [] : [cluster])];
  const people = readAnswers(db, datasetId, names);
  const stratumOf = (answers: Answers): string =>
    JSON.stringify(settings.stratify.map((name) => answers[name] ?? null));
  if (cluster === undefined) return people.map(({ row, answers }) => ({ rows: [row], stratum: stratumOf(answers) }));
  const units = new Map<string, { rows: number[]; stratum: string }>();
  for (const { row, answers } of people) {
    // A respondent without a cluster is a cluster alone.
    const key = answers[cluster] === null ? `row ${row}` : `cluster ${String(answers[cluster])}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { rows: [row], stratum: stratumOf(answers) });
    else unit.rows.push(row);
  }
  return [...units.values()];
}
