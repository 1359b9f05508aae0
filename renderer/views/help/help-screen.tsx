import { useEffect, useRef, useState } from 'react';
import { ChoiceList } from '../../ui/choice-list.tsx';
import styles from './help.module.css';
import { helpPages, pageOfStep } from './help-pages.ts';
import type { HelpPlace } from './help-pages.ts';
import { PageView, idOfHeading } from './page-view.tsx';

export interface HelpScreenProps {
  readonly address: string;
  /** Where it opens; null: at the page about the step of this address. */
  readonly place: HelpPlace | null;
}

/** The pages about the steps and what they refer to. */
export function HelpScreen({ address, place: opened }: HelpScreenProps) {
  const [place, setPlace] = useState<HelpPlace>(opened ?? { path: pageOfStep(address), heading: null });
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <section ref={scroller} className={styles.page} aria-label={page.title} tabIndex={0}>
          <PageView page={page} onPlace={setPlace} />
        </section>
      )}
    </div>
  );
}
