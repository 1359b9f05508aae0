import { hashKey } from '@tanstack/react-query';
import type { Study } from '../../../shared/domain/study.ts';
import type { EditHistory } from './edit-history.ts';
import { beginHistory, recordEdit } from './edit-history.ts';

/** The part of a study that the codebook step edits. */
function editedPart({ title, notice, synthetic, codebook, rule, regressions }: Study) {
  return { title, notice, synthetic, codebook, rule, regressions };
}

/**
 * The history with which the codebook step goes on where it was left. Settings that other steps have saved meanwhile are those
 * of every state, so that taking an edit back leaves them alone; a codebook that came from elsewhere, as from a recipe, is one
 * further edit.
 */
export function resumeHistory(kept: EditHistory<Study> | undefined, saved: Study): EditHistory<Study> {
  if (kept === undefined) return beginHistory(saved);
  const renew = (state: Study): Study => ({ ...saved, ...editedPart(state) });
  const isSame = hashKey([editedPart(kept.present)]) === hashKey([editedPart(saved)]);
  const history = {
    past: kept.past.map(renew),
    present: isSame ? saved : renew(kept.present),
    future: kept.future.map(renew),
  };
  return isSame ? history : recordEdit(history, saved);
}
