import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { spawnChildCore } from '../../../electron/hosts/ports/child-process.ts';
import { superviseCore } from '../../../electron/hosts/supervise-core.ts';
import { contract } from '../../../shared/contract/index.ts';
import { connect } from '../../../shared/rpc/connect.ts';
import { eventually } from '../../support/eventually.ts';
import { testPassphrase } from '../../support/open-core.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A core in a process of its own with an open project, as a window has it. */
async function startCore() {
  const folder = temporaryFolder();
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  vi.stubEnv('APPDATA', join(folder, 'config'));
  const core = superviseCore({
    start: () => spawnChildCore({ mode: 'electron', command: 'Pilotlight', threads: 1 }),
    services: { 'services.choose': () => ({ path: null }), 'services.working': () => null },
    now: () => performance.now(),
    onCrash: () => undefined,
  });
  vi.unstubAllEnvs();
  onTestFinished(() => core.end());
  const client = connect(contract, core.open(), 'core');
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  return { core, client };
}

describe('the core of a window', () => {
  it.each(['suspend', 'lock-screen'] as const)('locks on %s although no page says so', async (state) => {
    const { core, client } = await startCore();
    core.tell({ type: 'power', state });
    await eventually(async () => expect((await client.call('project.info', {}))?.locked).toBe(true));
  });

  it('stays open when the machine wakes and its screen is unlocked', async () => {
    const { core, client } = await startCore();
    core.tell({ type: 'power', state: 'resume' });
    core.tell({ type: 'power', state: 'unlock-screen' });
    expect(await core.isBusy()).toBe(false);
    expect((await client.call('project.info', {}))?.locked).toBe(false);
  });
});
