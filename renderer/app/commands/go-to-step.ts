import { steps } from '../steps.ts';
import type { Command } from './command.ts';

/** One command per step; Alt, because browsers keep Control and digits for their tabs. */
export const goToStep: readonly Command[] = steps.map((step, index) => ({
  name: `go-to-${step.id}`,
  label: `Go to ${step.label}`,
  shortcut: `Alt+${index + 1}`,
  isAvailable: () => true,
  perform: ({ goTo }) => goTo(step.path),
}));
