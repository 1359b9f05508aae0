import { useEffect, useEffectEvent } from 'react';
import { z } from 'zod';

const droppedSchema = z.object({ type: z.literal('dropped-paths'), paths: z.array(z.string()).min(1) });

/** The first path of a message that says what was dropped on the window, when it has one of the endings; otherwise null. */
export function droppedPath(message: unknown, extensions: readonly string[]): string | null {
  const parsed = droppedSchema.safeParse(message);
  if (!parsed.success) return null;
  return (
    parsed.data.paths.find((path) => extensions.some((ending) => path.toLowerCase().endsWith(`.${ending}`))) ?? null
  );
}

/** Takes files that are dropped on the window, where the shell tells their paths. */
export function useDroppedPath(extensions: readonly string[], onPath: (path: string) => void): void {
  const take = useEffectEvent(({ data, source }: MessageEvent): void => {
    const path = source === window ? droppedPath(data, extensions) : null;
    if (path !== null) onPath(path);
  });
  useEffect(() => {
    const listen = (event: MessageEvent): void => take(event);
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);
}
