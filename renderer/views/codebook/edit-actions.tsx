import { Button } from '../../ui/button.tsx';
import type { StudyEditor } from './use-study-editor.ts';

/** Takes edits back and restores them. */
export function EditActions({ editor }: { readonly editor: StudyEditor }) {
  return (
    <>
      <Button isDisabled={!editor.canUndo} onPress={editor.undo}>
        Undo
      </Button>
      <Button isDisabled={!editor.canRedo} onPress={editor.redo}>
        Redo
      </Button>
    </>
  );
}
