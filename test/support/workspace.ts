import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, inject, onTestFinished } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { serveScreens } from './serve-screens.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openWatchedPage } from './watched-page.ts';

const chromium = chromiumPath(process.env);
if (chromium === null) console.info('Skipped: the screens are not tried, since Chromium is not installed.');

/** A group of tests of the screens in a browser; skipped where there is none. */
export function inBrowser(subject: string, tests: () => void): void {
  // oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- both are given by the caller
  describe.skipIf(chromium === null)(subject, tests);
}

/** The passphrase of every project that a test makes. */
export const passphrase = 'correct horse battery';

export interface Workspace {
  readonly page: Page;
  /** Home folder of the server, in which projects are made. */
  readonly home: string;
  /** Process of the server; its core is below it. */
  readonly pid: number;
}

export interface WorkspaceOptions {
  readonly home?: string;
  /** Arguments of `pilotlight serve`. */
  readonly args?: readonly string[];
}

/**
 * A browser on a server of its own with an empty home folder. After the test, however it ended, the page must have asked
 * nothing of other machines, violated no content policy and met no error.
 */
export async function openWorkspace({
  home = temporaryFolder(),
  args = [],
}: WorkspaceOptions = {}): Promise<Workspace> {
  const served = await serveScreens({ screens: join(inject('workspaceFolder'), 'screens'), home, args });
  onTestFinished(() => served[Symbol.asyncDispose]());
  const browser = await launchChromium(chromium ?? '');
  onTestFinished(() => browser.close());
  const { page, elsewhere, faults } = await openWatchedPage(browser);
  onTestFinished(() => {
    expect(elsewhere, 'requests to other machines').toEqual([]);
    expect(faults, 'errors and violations of the content policy').toEqual([]);
  });
  await page.goto(served.address);
  const steps = page.getByRole('navigation', { name: 'Steps' });
  await steps.or(page.getByRole('tablist', { name: 'How to begin' })).waitFor();
  return { page, home, pid: served.pid };
}

/** What keeps people from using the page, by rule. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
