import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './frame.module.css';
import type { StepState } from './rail-states.ts';
import { railState } from './rail-states.ts';
import { steps } from './steps.ts';
import type { Step } from './steps.ts';
import { useRailFacts } from './use-rail-facts.ts';

interface RailProps {
  readonly isCollapsed: boolean;
  readonly onToggle: () => void;
}

/** The eight steps with their states in words. */
export function Rail({ isCollapsed, onToggle }: RailProps) {
  const facts = useRailFacts();
  return (
    <nav className={classNames(styles.rail, isCollapsed && styles.collapsed)} aria-label="Steps">
      <ol>
        {steps.map((step, index) => (
          <RailStep key={step.id} step={step} number={index + 1} state={railState(step.id, facts)} />
        ))}
      </ol>
      <Button kind="quiet" size="small" onPress={onToggle} label={isCollapsed ? 'Widen the steps' : 'Narrow the steps'}>
        {isCollapsed ? 'Widen' : 'Narrow the steps'}
      </Button>
    </nav>
  );
}

function RailStep({
  step,
  number,
  state,
}: {
  readonly step: Step;
  readonly number: number;
  readonly state: StepState;
}) {
  const reasons = useId();
  const described = state.reasons.length === 0 ? {} : { 'aria-describedby': reasons };
  return (
    <li>
      <Link to={step.path} className={classNames(styles.step)} activeProps={{ 'aria-current': 'page' }} {...described}>
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        <span className={styles.stepName}>{step.label}</span>
        <span className={classNames(styles.stepState, state.state === 'failed' && styles.failed)}>{state.words}</span>
      </Link>
      {state.reasons.length > 0 && (
        <p id={reasons} className={classNames(styles.reasons, isAsking(state) && styles.shown)} title={inWords(state)}>
          {inWords(state)}
        </p>
      )}
    </li>
  );
}

/** What failed is told in sentences, what is stale or waits in parts of one. */
function inWords({ state, reasons }: StepState): string {
  return reasons.join(state === 'failed' ? ' ' : '; ');
}

/** Whether the reasons are for everybody to see: what failed or is stale asks for something, what waits only for its turn. */
function isAsking({ state }: StepState): boolean {
  return state === 'failed' || state === 'stale';
}
