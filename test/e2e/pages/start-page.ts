import type { Page } from 'playwright-core';

/** The screen before a project is open. */
export function startPageOf(page: Page) {
  const task = (name: string): Promise<void> => page.getByRole('tab', { name }).click();
  const newPassphrase = async (passphrase: string, label = 'Passphrase'): Promise<void> => {
    await page.getByLabel(label, { exact: true }).fill(passphrase);
    await page.getByLabel(`${label} again`).fill(passphrase);
  };
  /** Reads the recovery key, as a person would write it down, and goes on. */
  const keepRecoveryKey = async (): Promise<string> => {
    const groups = page.getByRole('group', { name: 'Recovery key' }).locator('span');
    await groups.first().waitFor();
    const key = (await groups.allTextContents()).join('-');
    await page.getByText('The key is written down').click();
    await page.getByRole('button', { name: 'Go to the project' }).click();
    return key;
  };
  /** Asks for a new project, up to its recovery key. */
  const askForProject = async (path: string, passphrase: string): Promise<void> => {
    await task('Create a project');
    await page.getByLabel('Project file').fill(path);
    await newPassphrase(passphrase);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Recovery key' }).waitFor();
  };
  return {
    task,
    askForProject,
    keepRecoveryKey,
    async openSample(title: RegExp, passphrase: string): Promise<string> {
      await task('Try a sample');
      await page.getByText(title).first().click();
      await newPassphrase(passphrase);
      await page.getByRole('button', { name: 'Open sample' }).click();
      return keepRecoveryKey();
    },
    async createProject(path: string, passphrase: string): Promise<string> {
      await askForProject(path, passphrase);
      return keepRecoveryKey();
    },
    async openProject(path: string, passphrase: string): Promise<void> {
      await task('Open a project');
      await page.getByLabel('Project file').fill(path);
      await page.getByLabel('Passphrase').fill(passphrase);
      await page.getByRole('button', { name: 'Open project' }).click();
    },
    async recoverProject(path: string, recoveryKey: string, passphrase: string): Promise<string> {
      await task('Passphrase lost');
      await page.getByLabel('Project file').fill(path);
      await page.getByLabel('Recovery key').fill(recoveryKey);
      await newPassphrase(passphrase, 'New passphrase');
      await page.getByRole('button', { name: 'Set new passphrase' }).click();
      return keepRecoveryKey();
    },
  };
}
