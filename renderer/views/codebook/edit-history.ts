/** A document with the states before and after the present one. */
export interface EditHistory<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** Steps that can be taken back. */
const depth = 200;

export function beginHistory<State>(present: State): EditHistory<State> {
  return { past: [], present, future: [] };
}

/** A further edit; what was taken back before it can no longer be restored. An edit that changes nothing leaves no step. */
export function recordEdit<State>(history: EditHistory<State>, next: State): EditHistory<State> {
  if (Object.is(next, history.present)) return history;
  return { past: [...history.past, history.present].slice(-depth), present: next, future: [] };
}

export function undoEdit<State>(history: EditHistory<State>): EditHistory<State> {
  const { past, present, future } = history;
  const [before] = past.slice(-1);
  if (past.length === 0 || before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redoEdit<State>(history: EditHistory<State>): EditHistory<State> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest };
}
