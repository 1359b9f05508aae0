import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';
import { startCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Workspace {
  readonly page: Page;
  /** Folder in which projects are made. */
  readonly home: string;
  /** Addresses that the page asked for. */
  readonly requests: readonly string[];
  /** What the page wrote into its console as an error, faults of scripts included. */
  readonly faults: readonly string[];
}

export const passphrase = 'correct horse battery';

/** Builds the screens into a folder of their own. */
export async function buildScreens(folder: string): Promise<void> {
  await build({
    configFile: 'vite.renderer.config.ts',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
}

/** A browser on a server of its own, with an empty home folder. */
export async function openWorkspace(chromium: string, screens: string): Promise<Workspace> {
  const home = temporaryFolder();
  const server = startCommand(['serve', '--json', '--threads', '1', '--screens', screens], {
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
  });
  const { address } = await server.until(({ event }) => event === 'serving');
  const browser = await launchChromium(chromium);
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(String(address));
  await page.getByRole('heading', { name: 'Pilotlight' }).waitFor();
  return { page, home, requests, faults };
}

/** Makes the project of a sample study and goes to its first step. */
export async function openSample({ page }: Workspace, title: RegExp): Promise<void> {
  await page.getByRole('tab', { name: 'Try a sample' }).click();
  await page.getByText(title).first().click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Open sample' }).click();
  await page.getByText('The key is written down').click();
  await page.getByRole('button', { name: 'Go to the project' }).click();
  await page.getByRole('table', { name: 'Rows of the data' }).waitFor();
}

/** Goes to a step by the rail. */
export async function goToStep(page: Page, step: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: new RegExp(step) })
    .click();
}

/** What keeps people from using the page, by rule. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
