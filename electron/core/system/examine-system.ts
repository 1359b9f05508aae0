import type { CheckResult } from '../../../shared/contract/system.ts';
import { throwIfAborted, toPilotlightError } from '../../../shared/errors.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { startHost } from '../host-process.ts';
import { trainerContract } from '../trainer/trainer-contract.ts';
import { checkConnections } from './check-connections.ts';
import { checkEncryption } from './check-encryption.ts';
import { checkEngine, checkTrainer } from './check-libraries.ts';
import { checkCrashDumps, checkNode, describeMachine } from './check-machine.ts';
import { checkModules } from './check-modules.ts';
import { checkTemporaryFiles } from './check-temporary-files.ts';

/** What one check does: what was found, in words. A finding that speaks against this machine is thrown. */
export type Check = () => Promise<string> | string;

/**
 * Tries what this machine and installation offer, and what speaks for the promise that nothing leaves it. A check that
 * fails is a result, not an error.
 *
 * @param modelPath a GGUF model that engine and trainer are tried with, or null when there is none
 */
export async function examineSystem(
  dependencies: CoreDependencies,
  modelPath: string | null,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  await using trainer = startHost(dependencies.spawnHost, 'trainer', trainerContract, signal);
  const model = { path: modelPath, threads: dependencies.threads, signal };
  const checks: readonly { readonly name: string; readonly how: string; readonly check: Check }[] = [
    { name: 'Node.js', how: 'version of the running program', check: checkNode },
    {
      name: 'Versions and machine',
      how: 'package files of this installation, and what the operating system tells',
      check: () => describeMachine(dependencies),
    },
    {
      name: 'Engine',
      how: 'in the engine process the model was opened and one question scored',
      check: () => checkEngine(engine.client, model),
    },
    {
      name: 'Trainer',
      how: 'in the trainer process the same model was opened, and its logits compared with those of the engine',
      check: () => checkTrainer(trainer.client, engine.client, model),
    },
    {
      name: 'Encryption',
      how: 'a project was made in the temporary folder, its bytes searched for a text that it holds, a wrong passphrase tried, and the project removed',
      check: () => checkEncryption(dependencies),
    },
    {
      name: 'Temporary files',
      how: 'a file was made in the way in which an adapter is lent to llama.cpp, looked at and closed; no other content of a project becomes such a file',
      check: checkTemporaryFiles,
    },
    { name: 'Crash dumps', how: 'limit of this process for core files', check: checkCrashDumps },
    {
      name: 'Network connections',
      how: 'open sockets of this process and of the engine and trainer processes (/proc/PID/fd), looked up in the tables of network sockets (/proc/net/tcp, udp, raw and their IPv6 forms)',
      check: checkConnections,
    },
    {
      name: 'Network code',
      how: 'imports and calls of every source file of the program; libraries of others are not covered by this',
      check: checkModules,
    },
  ];
  const results: CheckResult[] = [];
  for (const { name, how, check } of checks) {
    throwIfAborted(signal);
    results.push({ name, how, ...(await outcomeOf(check)) });
  }
  return results;
}

async function outcomeOf(check: Check): Promise<Pick<CheckResult, 'ok' | 'detail'>> {
  try {
    return { ok: true, detail: await check() };
  } catch (error) {
    return { ok: false, detail: toPilotlightError(error).message };
  }
}
