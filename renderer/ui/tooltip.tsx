import type { ReactElement } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './overlay.module.css';

export interface TooltipProps {
  /** More about a thing whose words stand on the page; never the only place where something is said. */
  readonly text: string;
  /** One element that can be focused: a `Button`, or an element with a role. */
  readonly children: ReactElement<Record<string, unknown>, string>;
}

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={classNames(styles.tooltip)} offset={4}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
