import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** Pixels around the visible part of the page in which charts are drawn ahead of being seen. */
const margin = '600px';

/** Whether an element has come near the visible part of the page. It stays true; printing makes it true everywhere. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null || near) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      // Of the pane that scrolls too, not only of the window.
      { rootMargin: margin, scrollMargin: margin },
    );
    observer.observe(current);
    const show = (): void => setNear(true);
    addEventListener('beforeprint', show);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', show);
    };
  }, [element, near]);
  return near;
}
