import { resolve } from 'node:path';
import type { Phase } from '../../../shared/contract/phases.ts';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';
import { describeRejection } from '../describe-rejection.ts';
import { phaseTitles, titleWidth } from '../phase-titles.ts';

/** Prints the state of every phase of a project. */
export async function statusCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('status', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const { client, reporter } = context;
    for (const phase of await client.call('phases.list', { data: null })) {
      reporter.event('phase', phase);
      const state = phase.resumableJobId === null ? stateWords[phase.state] : `${stateWords[phase.state]}, can go on`;
      const reasons = phase.reasons.length === 0 ? '' : `: ${phase.reasons.join('; ')}`;
      reporter.result(`${phaseTitles[phase.name].padEnd(titleWidth)}${state}${reasons}`);
    }
  });
}

const stateWords: Readonly<Record<Phase['state'], string>> = {
  empty: 'waiting',
  ready: 'can start',
  running: 'running',
  failed: 'failed',
  stale: 'out of date',
  done: 'done',
};

export interface PromptsOptions extends CommonOptions {
  readonly row?: number;
}

/** Prints the prompts of one respondent's twin. */
export async function promptsCommand(project: string, options: PromptsOptions): Promise<void> {
  await withCore('prompts', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const prompts = await context.client.call('simulate.preview', { row: options.row ?? null });
    for (const prompt of prompts) {
      context.reporter.event('prompt', prompt);
      context.reporter.result(`── ${prompt.item}, row ${prompt.row} ──\n${prompt.system}\n\n${prompt.user}\n`);
    }
  });
}

export interface RejectedOptions extends CommonOptions {
  readonly limit: number;
}

/** Prints the records and cells that an import refused. */
export async function rejectedCommand(project: string, options: RejectedOptions): Promise<void> {
  await withCore('rejected', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const rejected = await context.client.call('data.rejected', { limit: options.limit });
    if (rejected.length === 0) context.reporter.say('The import refused nothing.');
    for (const cell of rejected) {
      context.reporter.event('rejected', cell);
      context.reporter.result(describeRejection(cell, { withText: true }));
    }
  });
}

/** Prints the audit log and whether its hash chain is intact. */
export async function auditCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('audit', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    for (const entry of await context.client.call('audit.list', {})) {
      context.reporter.event('entry', entry);
      context.reporter.result(`${entry.sequence}  ${entry.at}  ${entry.action}  ${JSON.stringify(entry.details)}`);
    }
    const { intact, entries } = await context.client.call('audit.verify', {});
    context.reporter.event('verified', { intact, entries });
    context.reporter.say(
      intact ? `The chain of ${entries} entries is intact.` : `The chain is broken after entry ${entries}.`,
    );
    if (!intact) process.exitCode = 1;
  });
}

export interface DoctorOptions extends CommonOptions {
  readonly model?: string;
}

/** Tries what this machine and installation offer and prints what was found, with the way it was found out. */
export async function doctorCommand(options: DoctorOptions): Promise<void> {
  await withCore('doctor', options, async ({ client, reporter, signal }) => {
    const modelPath = options.model === undefined ? null : resolve(options.model);
    reporter.say('Checking this machine and installation; this takes some seconds …');
    const checks = await client.call('system.doctor', { modelPath }, { signal });
    for (const check of checks) {
      reporter.event('check', check);
      reporter.result(`${check.ok ? 'ok   ' : 'FAULT'}  ${check.name}: ${check.detail}\n       Checked: ${check.how}`);
    }
    const faults = checks.filter(({ ok }) => !ok).length;
    reporter.say(
      faults === 0 ? 'Everything is as it should be.' : `${faults} of ${checks.length} checks found a fault.`,
    );
    if (faults > 0) process.exitCode = 1;
  });
}
