import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './pane.module.css';

/** A screen of the workspace: options on the left, the live result on the right; without options the result alone. */
export function Workspace({ options, children }: { readonly options?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={classNames(styles.workspace, options === undefined && styles.single)}>
      {options}
      {children}
    </div>
  );
}

export interface OptionsPaneProps {
  /** What the options are about. */
  readonly title: string;
  readonly children: ReactNode;
  /** The action of the pane; it stays in sight. */
  readonly actions?: ReactNode;
}

export function OptionsPane({ title, children, actions }: OptionsPaneProps) {
  return (
    <section className={styles.options}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles.fields} tabIndex={0} role="group" aria-label={title}>
        <h2>{title}</h2>
        {children}
      </div>
      <div className={styles.foot}>{actions}</div>
    </section>
  );
}

export interface ResultPaneProps {
  /** The finding, or what the screen is about. */
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
}

/** The main part of a screen, with the page's only first heading. */
export function ResultPane({ title, subtitle, children }: ResultPaneProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles.result} aria-label={title} tabIndex={0}>
      <h1>{title}</h1>
      {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

/** A part of a result under a heading of its own. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Fields beside each other. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** Names and values; entries with an empty value are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '' && value !== null)
        .map(([name, value]) => (
          <FactEntry key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function FactEntry({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
