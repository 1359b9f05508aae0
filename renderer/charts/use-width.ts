import { useLayoutEffect, useRef, useState } from 'react';

/** Widths are taken in steps, so that dragging a window does not draw every chart for every pixel. */
const step = 16;

/** The width of an element in whole steps of pixels; 0 until it is known. */
export function useWidth<Tag extends HTMLElement>(): readonly [React.RefObject<Tag | null>, number] {
  const element = useRef<Tag>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const take = (size: number): void => setWidth(Math.floor(size / step) * step);
    take(current.clientWidth);
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) take(entry.contentRect.width);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
