import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Part, SplitSettings } from '../../../shared/domain/split.ts';
import { assignParts, canonicalSplit, countParts, parts } from '../../../shared/domain/split.ts';
import { unitsOfColumns } from '../../../shared/domain/split-units.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readColumns } from '../database/repositories/cells.ts';
import { hashText } from '../files/hash.ts';
import type { PhaseParts } from './phase-parts.ts';
import { splitParts } from './phase-parts.ts';
import { requireSound } from './require-sound.ts';
import { readStudyState, required } from './study-state.ts';

/** A split that is drawn and not stored yet, with what it was drawn from. */
export interface DrawnSplit {
  readonly datasetId: string;
  readonly settings: SplitSettings;
  /** What the phase rests on. */
  readonly inputs: PhaseParts;
  /** Hash of the data and of every row with its part. */
  readonly hash: string;
  readonly counts: Readonly<Record<Part, number>>;
  /** Every respondent's row, ascending. */
  readonly rows: Int32Array;
  /** The part of each row as its place in `parts`. */
  readonly partOf: Uint8Array;
}

/** Draws the split that the study asks for. Reads every respondent. Throws `not-found` without data, and as `assignParts`. */
export function drawSplit(db: ReadDb): DrawnSplit {
  const state = readStudyState(db);
  const dataset = required(state.dataset, 'imported data');
  const { codebook, split: settings } = state.study;
  requireSound(state.study);
  const clusters = variablesWithRole(codebook, 'cluster').map(({ name }) => name);
  const people = readColumns(db, dataset.id, [...new Set([...settings.stratify, ...clusters])]);
  const assignment = assignParts(unitsOfColumns(people, codebook, settings), settings);
  const placeOf = new Map(parts.map((part, place) => [part, place]));
  return {
    datasetId: dataset.id,
    settings,
    inputs: splitParts(state) ?? {},
    hash: hashText(`${dataset.sha256}\n${canonicalSplit(assignment)}`),
    counts: countParts(assignment),
    rows: Int32Array.from(people.rows),
    partOf: Uint8Array.from(people.rows, (row) => placeOf.get(assignment.get(row) ?? 'reserve') ?? 0),
  };
}
