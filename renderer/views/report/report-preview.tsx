import { useEffect, useMemo, useRef } from 'react';
import { previewParts } from './preview-parts.ts';
import styles from './report.module.css';

/**
 * The report as it would be written, in a tree of its own so that its style touches nothing else. It was written by the
 * core from numbers and holds no script; the content policy would run none.
 */
export function ReportPreview({ html }: { readonly html: string }) {
  const host = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => previewParts(html), [html]);
  useEffect(() => {
    const { current } = host;
    if (current === null) return;
    const tree = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(parts.style);
    tree.adoptedStyleSheets = [sheet];
    const body = document.createElement('div');
    body.className = 'body';
    const parsed = new DOMParser().parseFromString(parts.body, 'text/html').body;
    body.replaceChildren(...[...parsed.childNodes].map((node) => document.importNode(node, true)));
    body.addEventListener('click', (event) => goInside(tree, event));
    tree.replaceChildren(body);
  }, [parts]);
  return <div ref={host} className={styles.preview} />;
}

/** The address holds the step: links of the report lead to their place without changing it. */
function goInside(tree: ShadowRoot, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const target = link?.getAttribute('href') ?? '';
  if (!target.startsWith('#')) return;
  event.preventDefault();
  tree.getElementById(target.slice(1))?.scrollIntoView({ block: 'start' });
}
