import { useEffect, useRef, useState } from 'react';
import { ChoiceList } from '../../ui/choice-list.tsx';
import styles from './help.module.css';
import { helpPages, pageOfStep } from './help-pages.ts';
import type { HelpPlace } from './help-pages.ts';
import { PageView, idOfHeading } from './page-view.tsx';

/** The pages about the steps, opened at the one about the step that is shown. */
export function HelpScreen({ address }: { readonly address: string }) {
  const [place, setPlace] = useState<HelpPlace>({ path: pageOfStep(address), heading: null });
  const scroller = useRef<HTMLElement>(null);
  const page = helpPages.find(({ path }) => path === place.path);
  useEffect(() => {
    const { heading } = place;
    if (heading === null) scroller.current?.scrollTo({ top: 0 });
    else document.getElementById(idOfHeading(heading))?.scrollIntoView({ block: 'start' });
  }, [place]);
  return (
    <div className={styles.help}>
      <ChoiceList
        label="Pages"
        selected={place.path}
        onSelect={(path) => setPlace({ path, heading: null })}
        entries={helpPages.map(({ path, title }) => ({ id: path, label: title }))}
      />
      {page !== undefined && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <section ref={scroller} className={styles.page} aria-label={page.title} tabIndex={0}>
          <PageView page={page} onPlace={setPlace} />
        </section>
      )}
    </div>
  );
}
