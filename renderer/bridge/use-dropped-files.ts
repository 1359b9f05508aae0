import { useEffect, useEffectEvent } from 'react';
import type { DroppedFile } from './dropped-file.ts';
import { droppedFile } from './dropped-file.ts';

/**
 * Takes files that are dropped on the page. The window tells their paths; a browser gives no path, and would show the file in
 * the place of the page if it were let.
 */
export function useDroppedFiles(onDrop: (file: DroppedFile) => void): void {
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const onMessage = ({ data, source }: MessageEvent): void => {
      const file = source === window ? droppedFile(data) : null;
      if (file !== null) take(file);
    };
    const onFiles = (event: DragEvent): void => {
      const { dataTransfer } = event;
      if (dataTransfer === null || !dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      const [file] = dataTransfer.files;
      if (event.type === 'drop' && file !== undefined && location.protocol !== 'app:')
        take({ kind: 'hidden', name: file.name });
    };
    addEventListener('message', onMessage, { signal });
    addEventListener('dragover', onFiles, { signal });
    addEventListener('drop', onFiles, { signal });
    return () => stop.abort();
  }, []);
}
