import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { PilotlightError } from '../../../shared/errors.ts';
import { crashDumpsOn, nodeTooOld } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';

/** Oldest major version of Node.js that the native libraries run under. */
const oldestNode = 24;

export function checkNode(): string {
  const { node } = process.versions;
  if (Number(node.split('.')[0]) < oldestNode) throw new PilotlightError('internal', nodeTooOld(node, oldestNode));
  return `${node}; ${oldestNode} or newer is needed`;
}

export function describeMachine({ versions, threads }: CoreDependencies): string {
  const installed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const gibibytes = (totalmem() / 2 ** 30).toFixed(1);
  return `${installed.join(', ')}; ${availableParallelism()} threads available, ${threads} used for training and scoring, ${gibibytes} GiB of memory`;
}

/** A crash of a native library may write the memory of the process, with answers in it, to the disk. */
export function checkCrashDumps(): string {
  const limits = '/proc/self/limits';
  if (!existsSync(limits)) return 'not known on this system; switch them off where they are on';
  const limit = /^Max core file size\s+(\S+)/m.exec(readFileSync(limits, 'utf8'))?.[1];
  if (limit !== '0') throw new PilotlightError('internal', crashDumpsOn(limit ?? 'unknown'));
  return 'off: a crash leaves no memory of the program on the disk';
}
