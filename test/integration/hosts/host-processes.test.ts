import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { spawnChildHost } from '../../../electron/hosts/ports/child-process.ts';
import { runChildScript } from '../../support/child-script.ts';
import { allEnded, descendantRunning } from '../../support/process-table.ts';

const listsProcesses = existsSync('/proc/self/stat');
if (!listsProcesses) console.info('Skipped: tests that look at processes, since this system does not list them.');

describe.skipIf(!listsProcesses)('a host', () => {
  it('ends when its parent is killed, also in the middle of a native call', async () => {
    const parent = runChildScript(new URL('./start-blocked-host.child.ts', import.meta.url), []);
    const host = Number(await parent.nextLine());
    await parent.kill();
    await allEnded([host]);
  });

  it('does not inherit the passphrase', async () => {
    vi.stubEnv('PILOTLIGHT_PASSPHRASE', 'a passphrase that stays here');
    const host = spawnChildHost('evaluator');
    const { pid } = descendantRunning(process.pid, 'evaluator-host');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(environment).toContain('PATH=');
    expect(environment).not.toContain('a passphrase');
    host.kill();
    await host.exited;
    vi.unstubAllEnvs();
  });

  it('tells how it ended', async () => {
    const host = spawnChildHost('evaluator');
    const closed = new Promise((resolve) => host.port.onClose(resolve));
    process.kill(descendantRunning(process.pid, 'evaluator-host').pid, 'SIGKILL');
    expect(await closed).toBe('signal SIGKILL');
  });
});
