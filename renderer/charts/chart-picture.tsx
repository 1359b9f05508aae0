import { useEffect, useRef, useState } from 'react';
import type { TopLevelSpec } from 'vega-lite';
import { toPilotlightError } from '../../shared/errors.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import styles from './chart.module.css';

export interface ChartPictureProps {
  readonly spec: TopLevelSpec;
  /** Pixels that are kept free until it is drawn. */
  readonly height: number;
  /** What the picture is, and its content in words. */
  readonly title: string;
  readonly description: string;
}

/** The drawn chart. The former picture stays until the new one is there. */
export function ChartPicture({ spec, height, title, description }: ChartPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let current = true;
    const draw = async (): Promise<void> => {
      const { drawSvg } = await import('./draw-chart.ts');
      const svg = await drawSvg(spec);
      if (!current) return;
      frame.current?.replaceChildren(pictureOf(svg));
      setError(null);
      setDrawn(true);
    };
    draw().catch((fault: unknown) => {
      if (current) setError(toPilotlightError(fault));
    });
    return () => {
      current = false;
    };
  }, [spec]);
  return (
    <>
      {error !== null && <ErrorNotice error={error} effect="The numbers are in the table below." />}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in the page, not a file */}
      <div
        ref={frame}
        className={styles.picture}
        {...(drawn ? {} : { style: { minHeight: height } })}
        role="img"
        aria-label={`${title}. ${description}`}
      />
    </>
  );
}

/** The picture as a node of this page. It holds shapes and texts only: it was drawn here, from numbers. */
function pictureOf(svg: string): Node {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  documentElement.setAttribute('aria-hidden', 'true');
  documentElement.setAttribute('focusable', 'false');
  return document.importNode(documentElement, true);
}
