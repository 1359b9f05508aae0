import type { z } from 'zod';
import type { studyFaultSchema } from '../../../shared/contract/study.ts';
import type { StudyEditor } from './use-study-editor.ts';

export type CodebookPart = 'variables' | 'rule' | 'regressions' | 'study';
export type StudyFault = z.infer<typeof studyFaultSchema>;

export interface CodebookScreenProps {
  readonly view: CodebookPart;
  /** Variable that is looked at. */
  readonly variable: string | null;
  readonly onView: (view: CodebookPart) => void;
  readonly onVariable: (variable: string) => void;
}

/** What every part of the codebook gets. */
export interface CodebookPartProps extends CodebookScreenProps {
  readonly editor: StudyEditor;
  readonly faults: readonly StudyFault[];
}
