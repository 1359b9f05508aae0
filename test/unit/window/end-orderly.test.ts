import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../electron/main/background.ts';
import { createOrderlyEnd } from '../../../electron/main/end-orderly.ts';
import type { EndChoice } from '../../../electron/main/end-orderly.ts';
import { eventually } from '../../support/eventually.ts';

/** A program whose person answers as given, with what was done in order. */
function programThat(isBusy: boolean, ...answers: EndChoice[]) {
  const done: string[] = [];
  const take = createOrderlyEnd({
    isBusy: async () => isBusy,
    ask: async () => {
      done.push('ask');
      return answers.shift() ?? 'stay';
    },
    hide: () => done.push('hide'),
    end: async () => void done.push('end'),
    quit: () => {
      done.push('quit');
      // As the system does: the wish comes once more, and has to go through.
      take({ preventDefault: () => done.push('prevented') });
    },
  });
  return { done, wish: () => take({ preventDefault: () => done.push('prevented') }) };
}

describe('the wish to close the window', () => {
  it('ends the core and then the program when nothing runs', async () => {
    const { done, wish } = programThat(false);
    wish();
    await eventually(() => expect(done).toEqual(['prevented', 'end', 'quit']));
  });

  it('asks while a job runs, once at a time, and leaves everything when the person stays', async () => {
    const { done, wish } = programThat(true, 'stay', 'quit');
    wish();
    wish();
    await eventually(() => expect(done).toEqual(['prevented', 'prevented', 'ask']));
    wish();
    await eventually(() => expect(done.slice(3)).toEqual(['prevented', 'ask', 'end', 'quit']));
  });

  it('hides the window and ends nothing when the work is to go on', async () => {
    const { done, wish } = programThat(true, 'hide');
    wish();
    await eventually(() => expect(done).toEqual(['prevented', 'ask', 'hide']));
  });
});

describe('a window that was closed while work goes on', () => {
  function hideable() {
    const calls: string[] = [];
    const note = (name: string) => () => void calls.push(name);
    const window = {
      hide: note('hide'),
      show: note('show'),
      showInactive: note('show inactive'),
      isMinimized: () => false,
      restore: note('restore'),
      focus: note('focus'),
    };
    return { calls, background: createBackground(window) };
  }

  it('comes back with the end of the work, without the keyboard', () => {
    const { calls, background } = hideable();
    background.hide();
    background.onWorkEnded();
    background.onWorkEnded();
    expect(calls).toEqual(['hide', 'show inactive']);
  });

  it('comes back to the front when the program is started again, and is not shown a second time', () => {
    const { calls, background } = hideable();
    background.hide();
    background.bringBack();
    background.onWorkEnded();
    expect(calls).toEqual(['hide', 'show', 'focus']);
  });

  it('is left alone by the end of work while it is shown', () => {
    const { calls, background } = hideable();
    background.onWorkEnded();
    expect(calls).toEqual([]);
  });
});
