import { powerMonitor, powerSaveBlocker } from 'electron';
import type { ShellEvent } from '../../shared/contract/shell.ts';

/** Tells when the machine sleeps, wakes, and when its screen is locked. */
export function watchPower(tell: (event: ShellEvent) => void): void {
  powerMonitor.on('suspend', () => tell({ type: 'power', state: 'suspend' }));
  powerMonitor.on('resume', () => tell({ type: 'power', state: 'resume' }));
  powerMonitor.on('lock-screen', () => tell({ type: 'power', state: 'lock-screen' }));
  powerMonitor.on('unlock-screen', () => tell({ type: 'power', state: 'unlock-screen' }));
}

/** Keeps the machine, not its screen, awake while jobs run. */
export function createWakefulness(): (working: boolean) => void {
  let blocker: number | null = null;
  return (working) => {
    if (working && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else if (!working && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
