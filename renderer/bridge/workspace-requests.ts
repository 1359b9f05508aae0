import { createContext, useContext } from 'react';
import type { Dialect } from '../../shared/domain/dialect.ts';

/** A data file that the import is to begin with. */
export interface PendingImport {
  readonly path: string;
  readonly dialect: Partial<Dialect>;
}

/** A place in the help: a page by its path below `docs`, and a heading of it. */
export interface HelpTarget {
  readonly path: string;
  /** Id of the heading; null: the top. */
  readonly heading: string | null;
}

/** Edits of a step that can be taken back and restored. */
export interface StepEdits {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
}

/** What a screen can ask of the frame around it. */
export interface WorkspaceRequests {
  /** Shows the way to read a study from a recipe, or to write it to one. */
  readonly openRecipe: () => void;
  readonly saveRecipe: () => void;
  /** Shows a page of the help at one of its headings. */
  readonly openHelp: (place: HelpTarget) => void;
  /** The data file that is to be imported next; null where none was named elsewhere. */
  readonly pendingImport: PendingImport | null;
  /** Counts how often the study was replaced from elsewhere than the step that shows it. */
  readonly studyRevision: number;
  /** Called when that file was imported or will not be. */
  readonly endImport: () => void;
  /** Says which edits the commands take back and restore; null when the step is left. */
  readonly offerEdits: (edits: StepEdits | null) => void;
}

function nothing(): void {}

const RequestsContext = createContext<WorkspaceRequests>({
  openRecipe: nothing,
  saveRecipe: nothing,
  openHelp: nothing,
  pendingImport: null,
  studyRevision: 0,
  endImport: nothing,
  offerEdits: nothing,
});

export const RequestsProvider = RequestsContext.Provider;

export function useWorkspaceRequests(): WorkspaceRequests {
  return useContext(RequestsContext);
}
