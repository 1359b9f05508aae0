import { resolve } from 'node:path';
import type { CommonOptions } from '../command-context.ts';
import { openProjectFile, withCore } from '../command-context.ts';

/** Prints the state of every phase of a project. */
export async function statusCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('status', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const phases = await context.client.call('phases.list', { data: null });
    if (options.json === true) {
      for (const phase of phases) context.reporter.event('phase', phase);
      return;
    }
    for (const { name, state, reasons } of phases) {
      context.reporter.result(`${name.padEnd(18)}${state}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`);
    }
  });
}

export interface PromptsOptions extends CommonOptions {
  readonly row?: number;
}

/** Prints the prompts of one respondent's twin. */
export async function promptsCommand(project: string, options: PromptsOptions): Promise<void> {
  await withCore('prompts', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    const prompts = await context.client.call('simulate.preview', { row: options.row ?? null });
    for (const prompt of prompts) {
      if (options.json === true) context.reporter.event('prompt', prompt);
      else context.reporter.result(`── ${prompt.item}, row ${prompt.row} ──\n${prompt.system}\n\n${prompt.user}\n`);
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
      if (options.json === true) context.reporter.event('rejected', cell);
      else {
        const where = `line ${cell.line}, record ${cell.row}${cell.column === null ? '' : `, ${cell.column}`}`;
        context.reporter.result(`${where}: ${cell.reason} ("${cell.value}")`);
      }
    }
  });
}

/** Prints the audit log and whether its hash chain is intact. */
export async function auditCommand(project: string, options: CommonOptions): Promise<void> {
  await withCore('audit', options, async (context) => {
    await openProjectFile(context, resolve(project), options, false);
    for (const entry of await context.client.call('audit.list', {})) {
      if (options.json === true) context.reporter.event('entry', entry);
      else context.reporter.result(`${entry.sequence}  ${entry.at}  ${entry.action}  ${JSON.stringify(entry.details)}`);
    }
    const { intact, entries } = await context.client.call('audit.verify', {});
    context.reporter.event('verified', { intact, entries });
    context.reporter.say(
      intact ? `The chain of ${entries} entries is intact.` : `The chain is broken after entry ${entries}.`,
    );
    if (!intact) process.exitCode = 1;
  });
}

/** Prints what this machine and installation offer. */
export async function doctorCommand(options: CommonOptions): Promise<void> {
  await withCore('doctor', options, async (context) => {
    for (const check of await context.client.call('system.doctor', {})) {
      if (options.json === true) context.reporter.event('check', check);
      else context.reporter.result(`${check.ok ? 'ok    ' : 'FAULT '} ${check.name}: ${check.detail}`);
      if (!check.ok) process.exitCode = 1;
    }
  });
}
