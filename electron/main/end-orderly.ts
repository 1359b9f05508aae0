/** What a person wants when the window is closed or the program quit while a job runs. */
export type EndChoice = 'stay' | 'hide' | 'quit';

export interface EndParts {
  /** Whether a job runs or waits. */
  readonly isBusy: () => Promise<boolean>;
  readonly ask: () => Promise<EndChoice>;
  /** Takes the window from the screen; the job goes on. */
  readonly hide: () => void;
  /** Lets the core close its project. */
  readonly end: () => Promise<void>;
  /** Quits the program for good. */
  readonly quit: () => void;
}

/**
 * Takes the wishes to close the window and to quit: asks before a running job is stopped, and lets the core close its project
 * before the program ends.
 */
export function createOrderlyEnd({
  isBusy,
  ask,
  hide,
  end,
  quit,
}: EndParts): (wish: { preventDefault(): void }) => void {
  let mayQuit = false;
  let isAsking = false;
  async function decide(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const choice = (await isBusy()) ? await ask() : 'quit';
    isAsking = false;
    if (choice === 'hide') hide();
    if (choice !== 'quit') return;
    mayQuit = true;
    await end();
    quit();
  }
  return (wish) => {
    if (mayQuit) return;
    wish.preventDefault();
    void decide();
  };
}
